package org.carewright.foundation.patients;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Pairs of records that may be one person. */
@Repository
class DuplicateStore {

    private final JdbcClient jdbc;

    DuplicateStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps these pairs open, however unlike the two become, until somebody has compared them. */
    void keepOverruled(PatientId patient, Collection<PatientId> others) {
        jdbc.sql("""
                update duplicate_suspect set overruled = true
                where (patient_a = :patient and patient_b = any(:others))
                    or (patient_b = :patient and patient_a = any(:others))
                """)
                .params(Params.of("patient", patient).ids("others", others).map())
                .update();
    }

    /** Replaces what is suspected of these patients; what a person dismissed or overruled stays so. */
    void refresh(Collection<PatientId> patients, Collection<DuplicateSuspect> suspects) {
        var rows = suspects.stream()
                .map(suspect -> Map.of(
                        "id", suspect.id(),
                        "patient_a", suspect.a().value(),
                        "patient_b", suspect.b().value(),
                        "weight", suspect.weight(),
                        "reasons", suspect.reasons(),
                        "found_at", suspect.foundAt()))
                .toList();
        jdbc.sql("""
                with suspects as (
                    select distinct on (patient_a, patient_b) id, patient_a, patient_b, weight, reasons, found_at
                    from jsonb_populate_recordset(null::duplicate_suspect, cast(:rows as jsonb))
                ), cleared as (
                    delete from duplicate_suspect d
                    where d.dismissed_at is null and not d.overruled
                        and (d.patient_a = any(:patients) or d.patient_b = any(:patients))
                        and not exists (select from suspects s
                                        where s.patient_a = d.patient_a and s.patient_b = d.patient_b)
                )
                insert into duplicate_suspect (id, patient_a, patient_b, weight, reasons, found_at)
                select id, patient_a, patient_b, weight, reasons, found_at from suspects
                on conflict (patient_a, patient_b) do update set weight = excluded.weight, reasons = excluded.reasons
                    where duplicate_suspect.dismissed_at is null
                """)
                .params(Params.none()
                        .json("rows", PatientJson.write(rows))
                        .ids("patients", patients)
                        .map())
                .update();
    }

    Optional<DuplicateSuspect> find(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(DuplicateStore::suspect)
                .optional();
    }

    /** Open suspects of a patient with records that are not merged. */
    List<DuplicateSuspect> openOf(PatientId patient) {
        return jdbc.sql(SELECT + """
                        where (patient_a = :patient or patient_b = :patient) and dismissed_at is null
                            and not exists (select from patient p
                                            where p.id in (patient_a, patient_b) and p.merged_into is not null)
                        order by weight desc, id
                        """)
                .param("patient", patient.value())
                .query(DuplicateStore::suspect)
                .list();
    }

    /** @return whether it was open */
    boolean dismiss(UUID id, String reason, UserId by, Instant at) {
        return jdbc.sql("""
                        update duplicate_suspect set dismissed_at = :at, dismissed_by = :by, dismiss_reason = :reason
                        where id = :id and dismissed_at is null
                        """)
                        .params(Params.of("id", id)
                                .and("at", at)
                                .and("by", by)
                                .and("reason", reason)
                                .map())
                        .update()
                == 1;
    }

    private static final String SELECT =
            "select id, patient_a, patient_b, weight, reasons, found_at, dismiss_reason from duplicate_suspect ";

    private static DuplicateSuspect suspect(ResultSet row, int n) throws SQLException {
        return new DuplicateSuspect(
                row.getObject("id", UUID.class),
                new PatientId(row.getObject("patient_a", UUID.class)),
                new PatientId(row.getObject("patient_b", UUID.class)),
                row.getDouble("weight"),
                Arrays.asList((String[]) row.getArray("reasons").getArray()),
                row.getObject("found_at", OffsetDateTime.class).toInstant(),
                row.getString("dismiss_reason"));
    }
}
