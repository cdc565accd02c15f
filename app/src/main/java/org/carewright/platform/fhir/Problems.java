package org.carewright.platform.fhir;

import java.util.List;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.OutOfScope;
import org.carewright.platform.types.Stale;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionTimedOutException;
import tools.jackson.core.JacksonException;

/** What a refusal says in FHIR: the status of HTTP and the issues of an OperationOutcome. */
record Problems(int status, List<Issue> issues) {

    static Problems of(Throwable refusal) {
        return switch (refusal) {
            case FhirRefusal known -> new Problems(known.status(), known.issues());
            case Invalid invalid -> new Problems(422, invalid.issues());
            case NotFound unused -> one(404, "not-found", "Nothing is here under this id.");
            case OutOfScope unused ->
                one(403, "forbidden", "This record is of sites that the token does not open, or confidential.");
            case Forbidden unused -> one(403, "forbidden", "The token does not let it do this.");
            case Stale unused ->
                one(412, "conflict", "The resource was changed meanwhile: read it again and repeat the change on it.");
            case RequestRejectedException unused ->
                one(400, "value", "A parameter or header holds what is in no text, such as NUL.");
            case JacksonException fault -> new Problems(400, List.of(FhirJson.fault(fault)));
            case QueryTimeoutException unused -> tooCostly();
            case TransactionTimedOutException unused -> tooCostly();
            case ConcurrencyFailureException unused -> again();
            case DuplicateKeyException unused -> again();
            default ->
                one(
                        500,
                        "exception",
                        "That went wrong on our side; nothing was written. Try again, or tell us the request id.");
        };
    }

    boolean isOurFault() {
        return status == 500;
    }

    /** The same about an entry of a bundle. */
    Problems in(String path) {
        return new Problems(
                status,
                issues.stream()
                        .map(issue -> new Issue(
                                issue.path().isEmpty() ? path : path + "." + afterType(issue.path()),
                                issue.code(),
                                issue.message()))
                        .toList());
    }

    private static String afterType(String path) {
        var dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(dot + 1);
    }

    private static Problems tooCostly() {
        return one(503, "too-costly", "This search takes too long: narrow it, by patient= for instance.");
    }

    private static Problems again() {
        return one(409, "conflict", "Somebody else wrote the same at the same moment: send it again.");
    }

    private static Problems one(int status, String code, String message) {
        return new Problems(status, List.of(new Issue("", code, message)));
    }
}
