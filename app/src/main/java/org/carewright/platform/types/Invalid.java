package org.carewright.platform.types;

import java.util.List;

/** The input was refused; all its issues are listed and nothing was written. */
public final class Invalid extends RuntimeException {

    private final transient List<Issue> issues;

    public Invalid(List<Issue> issues) {
        super(issues.size() + " issue(s) in the input");
        this.issues = List.copyOf(issues);
    }

    /** Throws when there is at least one issue. */
    public static void throwIfAny(List<Issue> issues) {
        if (!issues.isEmpty()) {
            throw new Invalid(issues);
        }
    }

    public List<Issue> issues() {
        return issues;
    }
}
