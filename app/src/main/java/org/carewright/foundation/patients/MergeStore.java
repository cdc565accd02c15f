package org.carewright.foundation.patients;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Merges and the journal of what each of them moved. */
@Repository
class MergeStore {

    private static final String SELECT = """
            select id, from_patient, into_patient, merged_at, reason, version_before, version_after, undone_at
            from patient_merge
            """;

    private final JdbcClient jdbc;

    MergeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Merge merge, UserId by) {
        jdbc.sql("""
                insert into patient_merge (id, from_patient, into_patient, merged_at, merged_by, reason, version_before,
                                           version_after)
                values (:id, :from, :into, :at, :by, :reason, :before, :after)
                """)
                .params(Params.of("id", merge.id())
                        .and("from", merge.from())
                        .and("into", merge.into())
                        .and("at", merge.at())
                        .and("by", by)
                        .and("reason", merge.reason())
                        .and("before", merge.versionBefore())
                        .and("after", merge.versionAfter())
                        .map())
                .update();
    }

    void keepMoved(UUID merge, String what, List<String> moved) {
        jdbc.sql("insert into patient_merge_moved (merge_id, what, moved) values (:merge, :what, :moved)")
                .params(Params.of("merge", merge)
                        .and("what", what)
                        .texts("moved", moved)
                        .map())
                .update();
    }

    Map<String, List<String>> moved(UUID merge) {
        return jdbc
                .sql("select what, moved from patient_merge_moved where merge_id = :merge")
                .param("merge", merge)
                .query((row, n) -> Map.entry(row.getString("what"), Arrays.asList((String[])
                        row.getArray("moved").getArray())))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Optional<Merge> find(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(MergeStore::merge)
                .optional();
    }

    /** Merges into a patient that stand, the latest first. */
    List<Merge> into(PatientId patient) {
        return jdbc.sql(SELECT + "where into_patient = :patient and undone_at is null order by version_after desc")
                .param("patient", patient.value())
                .query(MergeStore::merge)
                .list();
    }

    void markUndone(UUID id, UserId by, Instant at) {
        jdbc.sql("update patient_merge set undone_at = :at, undone_by = :by where id = :id")
                .params(Params.of("id", id).and("at", at).and("by", by).map())
                .update();
    }

    private static Merge merge(ResultSet row, int n) throws SQLException {
        return new Merge(
                row.getObject("id", UUID.class),
                new PatientId(row.getObject("from_patient", UUID.class)),
                new PatientId(row.getObject("into_patient", UUID.class)),
                row.getObject("merged_at", OffsetDateTime.class).toInstant(),
                row.getString("reason"),
                row.getInt("version_before"),
                row.getInt("version_after"),
                row.getObject("undone_at") != null);
    }
}
