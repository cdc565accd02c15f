package org.carewright.platform.cli;

import java.util.concurrent.Callable;

/**
 * A command that a module adds to the program: annotated with picocli's {@code @Command}, listed in
 * {@code META-INF/spring.factories}, with a constructor without parameters; the class may be package-private.
 *
 * <pre>{@code
 * @Command(name = "verify", description = "Proves that the audit trail is whole.")
 * final class AuditVerify implements CliCommand {
 *
 *     @Mixin
 *     private final DataOptions data = new DataOptions();
 *
 *     @Override
 *     public Group group() {
 *         return Group.AUDIT;
 *     }
 *
 *     @Override
 *     public Integer call() {
 *         return data.use(Audit.class, audit -> audit.verify() ? 0 : 1);
 *     }
 * }
 * }</pre>
 *
 * It returns 0 when it did what was asked and 1 when not; a {@link CommandFailed} does the latter with a sentence.
 */
public interface CliCommand extends Callable<Integer> {

    /** The word before this command's own. */
    default Group group() {
        return Group.NONE;
    }

    /** Commands of several modules that share a first word. */
    enum Group {
        NONE("", ""),
        IMPORT("import", "Bring records in."),
        AUDIT("audit", "Prove who saw and changed what."),
        USER("user", "Manage who may sign in."),
        TOKEN("token", "Manage which other systems may come in."),
        RISK("risk", "Learn how likely visits are to be missed.");

        private final String word;
        private final String description;

        Group(String word, String description) {
            this.word = word;
            this.description = description;
        }

        String word() {
            return word;
        }

        String description() {
            return description;
        }
    }
}
