package org.carewright.platform.audit;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.carewright.platform.audit.AuditVerdict.Broken;
import org.carewright.platform.audit.AuditVerdict.Whole;
import org.carewright.platform.cli.CliCommand;
import org.carewright.platform.cli.DataOptions;
import org.carewright.platform.cli.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = {
            "Prove that no row of the audit trail was altered, removed or put in.",
            "Names the first that was, and then ends with 1."
        })
final class AuditVerifyCommand implements CliCommand {

    @Option(names = "--from", paramLabel = "DATE", description = "First day to check (UTC). Default: the first of all.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last day to check (UTC). Default: until now.")
    private @Nullable LocalDate to;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Override
    public Group group() {
        return Group.AUDIT;
    }

    @Override
    public Integer call() {
        return data.use(AuditVerification.class, this::verify);
    }

    private int verify(AuditVerification verification) {
        var start = Optional.ofNullable(from)
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
        var end = Optional.ofNullable(to)
                .map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        AuditVerdict verdict;
        try (var progress = Progress.of("Checking the audit trail", "rows", verification.count(start, end))) {
            verdict = verification.verify(start, end, progress::add);
        }
        return switch (verdict) {
            case Whole whole -> {
                System.out.println("The audit trail is whole."
                        + (whole.anchored() || end.isPresent()
                                ? ""
                                : " No anchor file is kept here, so whether its end was cut off is only known from the"
                                        + " database itself."));
                yield 0;
            }
            case Broken broken -> {
                System.out.println("The audit trail is broken near " + broken.at() + " (UTC): " + broken.words() + ".");
                yield 1;
            }
        };
    }
}
