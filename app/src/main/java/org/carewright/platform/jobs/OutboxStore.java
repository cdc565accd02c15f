package org.carewright.platform.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.carewright.platform.db.Params;
import org.carewright.platform.jobs.OutboxMessage.Attachment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OutboxStore {

    record Due(OutboxMessage message, int attempts) {}

    private final JdbcClient jdbc;

    OutboxStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(String channel, OutboxMessage message, Instant now) {
        var attachment = message.attachment();
        jdbc.sql("""
                insert into outbox_message (id, channel, destination, subject, body, attachment_name, attachment_type,
                                            attachment, created_at, next_try_at)
                values (:id, :channel, :destination, :subject, :body, :attachmentName, :attachmentType,
                        :attachment, :now, :now)
                """)
                .params(Params.of("id", message.id())
                        .and("channel", channel)
                        .and("destination", message.destination())
                        .and("subject", message.subject())
                        .and("body", message.body())
                        .and("attachmentName", attachment == null ? null : attachment.name())
                        .and("attachmentType", attachment == null ? null : attachment.type())
                        .and("attachment", attachment == null ? null : attachment.text())
                        .and("now", now)
                        .map())
                .update();
    }

    List<Due> lockDue(String channel, Instant now, int limit) {
        return jdbc.sql("""
                select id, destination, subject, body, attachment_name, attachment_type, attachment, attempts
                from outbox_message
                where sent_at is null and channel = :channel and next_try_at <= :now
                order by next_try_at
                limit :limit
                for update skip locked
                """)
                .params(Params.of("channel", channel)
                        .and("now", now)
                        .and("limit", limit)
                        .map())
                .query((row, n) -> new Due(
                        new OutboxMessage(
                                row.getObject("id", UUID.class),
                                row.getString("destination"),
                                row.getString("subject"),
                                row.getString("body"),
                                attachment(row)),
                        row.getInt("attempts")))
                .list();
    }

    private static @Nullable Attachment attachment(ResultSet row) throws SQLException {
        var name = row.getString("attachment_name");
        return name == null
                ? null
                : new Attachment(name, row.getString("attachment_type"), row.getString("attachment"));
    }

    /** Those that are being sent at this moment are waited for. */
    void withdraw(Collection<UUID> messages) {
        jdbc.sql("delete from outbox_message where id = any(:ids) and sent_at is null")
                .param("ids", messages.toArray(UUID[]::new))
                .update();
    }

    void sent(UUID id, Instant now) {
        jdbc.sql("update outbox_message set sent_at = :now, attempts = attempts + 1, last_error = null where id = :id")
                .params(Params.of("id", id).and("now", now).map())
                .update();
    }

    void failed(UUID id, String error, Instant nextTry) {
        jdbc.sql("""
                update outbox_message set attempts = attempts + 1, last_error = :error, next_try_at = :next where id = :id
                """)
                .params(Params.of("id", id)
                        .and("error", error)
                        .and("next", nextTry)
                        .map())
                .update();
    }

    long waiting() {
        return jdbc.sql("select count(*) from outbox_message where sent_at is null")
                .query(Long.class)
                .single();
    }

    long failing() {
        return jdbc.sql("select count(*) from outbox_message where sent_at is null and attempts > 0")
                .query(Long.class)
                .single();
    }

    /** When the oldest message that waits was written. */
    Optional<Instant> oldest() {
        return jdbc.sql("select min(created_at) as at from outbox_message where sent_at is null")
                .query((row, n) -> Optional.ofNullable(row.getTimestamp("at")).map(Timestamp::toInstant))
                .single();
    }
}
