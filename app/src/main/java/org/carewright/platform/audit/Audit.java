package org.carewright.platform.audit;

import java.time.Clock;
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
 * Writes the audit trail. Each method adds one signed row to the caller's transaction and fails where there is none.
 *
 * <p>{@code kind} is the FHIR resource type the act is about ({@code Patient}, {@code Appointment}…).
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Audit {

    private final AuditStore store;
    private final AuditSigner signer;
    private final AuditMonths months;
    private final Clock clock;

    Audit(AuditStore store, AuditSigner signer, AuditMonths months, Clock clock) {
        this.store = store;
        this.signer = signer;
        this.months = months;
        this.clock = clock;
    }

    public void read(Actor actor, String kind, UUID subject, @Nullable PatientId patient) {
        add(actor, "read", kind, subject, patient == null ? List.of() : List.of(patient), Map.of());
    }

    public void created(Actor actor, String kind, UUID subject, @Nullable PatientId patient) {
        add(actor, "create", kind, subject, patient == null ? List.of() : List.of(patient), Map.of());
    }

    /** @param detail what changed, in words or field names; it is protected as the record is */
    public void updated(
            Actor actor, String kind, UUID subject, @Nullable PatientId patient, Map<String, String> detail) {
        add(actor, "update", kind, subject, patient == null ? List.of() : List.of(patient), detail);
    }

    public void deleted(Actor actor, String kind, UUID subject, @Nullable PatientId patient) {
        add(actor, "delete", kind, subject, patient == null ? List.of() : List.of(patient), Map.of());
    }

    /**
     * A list or search.
     *
     * @param criteria what was asked for
     * @param shown the patients whose data the answer shows
     */
    public void searched(Actor actor, String kind, Map<String, String> criteria, Collection<PatientId> shown) {
        add(actor, "search", kind, null, shown, criteria);
    }

    /** An act that is none of the above: a sign-in, an export, an import, a break-glass. */
    public void executed(
            Actor actor,
            String act,
            String kind,
            @Nullable UUID subject,
            Collection<PatientId> patients,
            Map<String, String> detail) {
        add(actor, act, kind, subject, patients, detail);
    }

    private void add(
            Actor actor,
            String act,
            String kind,
            @Nullable UUID subject,
            Collection<PatientId> patients,
            Map<String, String> detail) {
        var event = AuditEvent.of(actor, act, kind, subject, patients, detail, clock.instant());
        var month = AuditMonths.month(event.recordedAt());
        if (!months.knows(month)) {
            months.add(month);
        }
        store.insert(new SignedEvent(event, signer.sign(event)));
    }
}
