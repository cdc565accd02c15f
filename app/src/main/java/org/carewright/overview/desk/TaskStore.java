package org.carewright.overview.desk;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tasks that people write by hand. */
@Repository
class TaskStore {

    private final JdbcClient jdbc;

    TaskStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it is new. */
    boolean insert(UUID id, Task task, UserId author, Instant now) {
        return jdbc.sql("""
                insert into task (id, site_id, patient_id, title, details, severity, due_at, created_by, created_at)
                values (:id, :site, :patient, :title, :details, :severity, :due, :author, :now)
                on conflict (id) do nothing
                """)
                        .params(Params.of("id", id)
                                .and("site", task.site())
                                .and("patient", task.patient())
                                .and("title", task.title())
                                .and("details", task.details())
                                .and("severity", task.severity())
                                .and("due", task.dueAt())
                                .and("author", author)
                                .and("now", now)
                                .map())
                        .update()
                > 0;
    }

    record TaskRow(UUID id, @Nullable UUID siteId, @Nullable UUID patientId, boolean done) {}

    Optional<TaskRow> find(UUID id) {
        return jdbc.sql(
                        "select id, site_id, patient_id, done_at is not null as done from task where id = :id for update")
                .param("id", id)
                .query(TaskRow.class)
                .optional();
    }

    void setDone(UUID task, @Nullable UserId by, Instant now) {
        jdbc.sql("""
                update task
                set done_by = cast(:by as uuid), done_at = cast(:at as timestamptz), version = version + 1
                where id = :id
                """)
                .params(Params.of("id", task)
                        .and("by", by)
                        .and("at", by == null ? null : now)
                        .map())
                .update();
    }

    record ClosedTask(UUID id, String title, OpenLoop.@Nullable Patient patient, String doneBy, Instant doneAt) {}

    /** Newest first. */
    List<ClosedTask> closed(Set<SiteId> sites, int limit) {
        return jdbc.sql("""
                select t.id, t.title, t.done_at, u.name as done_by, t.patient_id, p.family, p.given, p.birth_date, p.sex,
                       p.mrn, p.phone
                from task t
                join staff_view u on u.id = t.done_by
                left join patient_view p on p.id = t.patient_id
                where t.done_at is not null
                  and (t.site_id = any(:sites)
                       or t.site_id is null
                          and exists (select from patient_scope_view
                                      where patient_id = t.patient_id and site_id = any(:sites)))
                order by t.done_at desc
                limit :limit
                """)
                .params(Params.of("limit", limit).ids("sites", sites).map())
                .query((row, n) -> new ClosedTask(
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        DeskStore.patient(row),
                        row.getString("done_by"),
                        row.getObject("done_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
