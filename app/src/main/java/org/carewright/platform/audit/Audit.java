package org.carewright.platform.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes the audit trail. Each method adds one row to the caller's transaction and fails where there is none.
 *
 * <p>{@code kind} is the FHIR resource type the act is about ({@code Patient}, {@code Appointment}…).
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Audit {

    private final AuditStore store;

    Audit(AuditStore store) {
        this.store = store;
    }

    public void read(Actor actor, String kind, UUID subject, @Nullable PatientId patient) {
        store.insert(actor, "read", kind, subject, patient == null ? List.of() : List.of(patient), Map.of());
    }

    public void created(Actor actor, String kind, UUID subject, @Nullable PatientId patient) {
        store.insert(actor, "create", kind, subject, patient == null ? List.of() : List.of(patient), Map.of());
    }

    /** @param detail what changed, in words or field names; it is protected as the record is */
    public void updated(
            Actor actor, String kind, UUID subject, @Nullable PatientId patient, Map<String, String> detail) {
        store.insert(actor, "update", kind, subject, patient == null ? List.of() : List.of(patient), detail);
    }

    public void deleted(Actor actor, String kind, UUID subject, @Nullable PatientId patient) {
        store.insert(actor, "delete", kind, subject, patient == null ? List.of() : List.of(patient), Map.of());
    }

    /**
     * A list or search.
     *
     * @param criteria what was asked for
     * @param shown the patients whose data the answer shows
     */
    public void searched(Actor actor, String kind, Map<String, String> criteria, Collection<PatientId> shown) {
        store.insert(actor, "search", kind, null, shown, criteria);
    }

    /** An act that is none of the above: a sign-in, an export, an import, a break-glass. */
    public void executed(
            Actor actor,
            String act,
            String kind,
            @Nullable UUID subject,
            Collection<PatientId> patients,
            Map<String, String> detail) {
        store.insert(actor, act, kind, subject, patients, detail);
    }
}
