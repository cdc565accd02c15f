package org.carewright.platform.fhir;

import java.util.List;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;

/** What a client asked is not done, for reasons of the protocol; nothing was written. */
public final class FhirRefusal extends RuntimeException {

    private final int status;
    private final transient List<Issue> issues;
    private final transient @Nullable PatientId told;

    /**
     * @param status of HTTP
     * @param issues paths from a type's name on, or names of HTTP parameters
     */
    public FhirRefusal(int status, List<Issue> issues) {
        this(status, issues, null);
    }

    /** @param told whose record the issues tell something of, which the audit trail then says; or null */
    public FhirRefusal(int status, List<Issue> issues, @Nullable PatientId told) {
        super("refused with status " + status);
        this.status = status;
        this.issues = List.copyOf(issues);
        this.told = told;
    }

    public FhirRefusal(int status, String code, String message) {
        this(status, List.of(new Issue("", code, message)));
    }

    int status() {
        return status;
    }

    public List<Issue> issues() {
        return issues;
    }

    @Nullable
    PatientId told() {
        return told;
    }
}
