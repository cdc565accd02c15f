package org.carewright.platform.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.carewright.platform.access.Access;
import org.carewright.platform.access.BreakGlass.Opening;
import org.carewright.platform.access.PatientScope;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reading the audit trail, which is itself audited. */
@Service
class Trail {

    /** A page for a person; the next continues where it ends. */
    static final int PAGE = 100;

    /** A file is for a spreadsheet, which takes no more. */
    static final int EXPORT = 100_000;

    private static final int PER_PATIENT = 1_000;

    private final TrailStore store;
    private final PatientScope patients;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    Trail(TrailStore store, PatientScope patients, Access access, Audit audit, Clock clock) {
        this.store = store;
        this.patients = patients;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** Rows with the names of the patients they are about. */
    record Answer(List<TrailRow> rows, Map<PatientId, String> names) {

        String names(TrailRow row) {
            return row.patients().size() > 3
                    ? row.patients().size() + " patients"
                    : row.patients().stream()
                            .map(patient -> names.getOrDefault(patient, "a removed patient"))
                            .collect(Collectors.joining(", "));
        }
    }

    @Transactional
    public Answer find(TrailQuery query, int limit, Actor actor) {
        access.require(actor, Permission.SEE_AUDIT);
        var answer = named(store.find(query, limit));
        audit.searched(actor, "AuditEvent", criteria(query), answer.names().keySet());
        return answer;
    }

    private static Map<String, String> criteria(TrailQuery query) {
        var criteria = new TreeMap<String, String>();
        criteria.put("from", query.from().toString());
        criteria.put("to", query.to().toString());
        criteria.put("user", query.user());
        criteria.put("act", query.act());
        query.patient().ifPresent(patient -> criteria.put("patient", patient.toString()));
        criteria.values().removeIf(String::isEmpty);
        return criteria;
    }

    /** What was looked at under a break-glass. */
    @Transactional
    public Answer under(Opening opening, Actor actor) {
        access.require(actor, Permission.REVIEW_BREAK_GLASS);
        audit.executed(
                actor, "read", "AuditEvent", opening.id(), Set.of(opening.patient()), Map.of("under", "break-glass"));
        return named(store.under(opening, PER_PATIENT));
    }

    String name(PatientId patient) {
        return names(Set.of(patient)).getOrDefault(patient, "A removed patient");
    }

    Map<PatientId, String> names(Collection<PatientId> ids) {
        return patients.names(ids);
    }

    /** Who had to do with the patient's record in the last so many days. */
    @Transactional
    public List<Looked> looked(PatientId patient, Duration back, ZoneId zone, Actor actor) {
        access.require(actor, Permission.SEE_WHO_LOOKED, patient);
        audit.read(actor, "AuditEvent", patient.value(), patient);
        return store.looked(patient, clock.instant().minus(back), zone, PER_PATIENT);
    }

    private Answer named(List<TrailRow> rows) {
        var ids = rows.stream().flatMap(row -> row.patients().stream()).collect(Collectors.toSet());
        return new Answer(rows, patients.names(ids));
    }
}
