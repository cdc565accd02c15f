package org.carewright.platform.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.carewright.platform.access.BreakGlass.Opening;
import org.carewright.platform.access.BreakGlass.Review;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class BreakGlassStore {

    /** Reviewed ones of the list; older ones are found in the audit trail. */
    private static final int LONGEST_LIST = 500;

    private static final String SELECT = """
            select b.id, b.user_id, u.name as user_name, b.patient_id, b.reason, b.opened_at, b.expires_at,
                   b.reviewed_at, r.name as reviewer, b.justified, b.note
            from break_glass b
            join staff_user u on u.id = b.user_id
            left join staff_user r on r.id = b.reviewed_by
            """;

    private final JdbcClient jdbc;

    BreakGlassStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Opening opening) {
        jdbc.sql("""
                insert into break_glass (id, user_id, patient_id, reason, opened_at, expires_at)
                values (:id, :user, :patient, :reason, :opened, :expires)
                """)
                .params(Params.of("id", opening.id())
                        .and("user", opening.user())
                        .and("patient", opening.patient())
                        .and("reason", opening.reason())
                        .and("opened", opening.openedAt())
                        .and("expires", opening.expiresAt())
                        .map())
                .update();
    }

    List<Opening> list(boolean reviewed) {
        var which = reviewed
                ? "where b.reviewed_at is not null order by b.reviewed_at desc"
                : "where b.reviewed_at is null order by b.opened_at";
        return jdbc.sql(SELECT + which + " limit " + LONGEST_LIST)
                .query(BreakGlassStore::opening)
                .list();
    }

    Optional<Opening> find(UUID id) {
        return jdbc.sql(SELECT + "where b.id = :id")
                .param("id", id)
                .query(BreakGlassStore::opening)
                .optional();
    }

    /** Whether it still waited for a review. */
    boolean review(UUID id, boolean justified, String note, UserId reviewer, Instant now) {
        return jdbc.sql("""
                update break_glass
                set reviewed_at = :now, reviewed_by = :reviewer, justified = :justified, note = :note
                where id = :id and reviewed_at is null
                """)
                        .params(Params.of("id", id)
                                .and("now", now)
                                .and("reviewer", reviewer)
                                .and("justified", justified)
                                .and("note", note)
                                .map())
                        .update()
                == 1;
    }

    private static Opening opening(ResultSet row, int number) throws SQLException {
        return new Opening(
                row.getObject("id", UUID.class),
                new UserId(row.getObject("user_id", UUID.class)),
                row.getString("user_name"),
                new PatientId(row.getObject("patient_id", UUID.class)),
                row.getString("reason"),
                UserStore.instant(row, "opened_at"),
                UserStore.instant(row, "expires_at"),
                row.getObject("reviewed_at") == null
                        ? Optional.empty()
                        : Optional.of(new Review(
                                row.getString("reviewer"),
                                UserStore.instant(row, "reviewed_at"),
                                row.getBoolean("justified"),
                                row.getString("note"))));
    }
}
