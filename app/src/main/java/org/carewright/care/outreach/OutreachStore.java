package org.carewright.care.outreach;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OutreachStore {

    private final JdbcClient jdbc;

    OutreachStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A message, to be answered. */
    record Message(
            UUID id,
            PatientId patient,
            SiteId site,
            String kind,
            UUID about,
            Reach.Channel channel,
            String language,
            Instant expires,
            @Nullable String answer) {}

    void insert(UUID id, Letter letter, Reach reach, UUID outbox, Instant now) {
        jdbc.sql("""
                insert into outreach_message (id, patient_id, site_id, kind, about, channel, language, outbox_id, made_at,
                                              expires_at)
                values (:id, :patient, :site, :kind, :about, :channel, :language, :outbox, :now, :expires)
                """)
                .params(Params.of("id", id)
                        .and("patient", letter.patient())
                        .and("site", letter.site().id())
                        .and("kind", letter.kind())
                        .and("about", letter.about())
                        .and("channel", reach.channel())
                        .and("language", reach.language())
                        .and("outbox", outbox)
                        .and("now", now)
                        .and("expires", letter.expires())
                        .map())
                .update();
    }

    Optional<Message> find(UUID id) {
        return jdbc.sql("""
                select patient_id, site_id, kind, about, channel, language, expires_at, answer
                  from outreach_message where id = :id
                """)
                .param("id", id)
                .query((row, number) -> new Message(
                        id,
                        new PatientId(row.getObject("patient_id", UUID.class)),
                        new SiteId(row.getObject("site_id", UUID.class)),
                        row.getString("kind"),
                        row.getObject("about", UUID.class),
                        Params.constant(Reach.Channel.class, row.getString("channel")),
                        row.getString("language"),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        row.getString("answer")))
                .optional();
    }

    /** @return whether it had not been answered before */
    boolean answer(UUID id, String answer, Instant now) {
        return jdbc.sql("""
                update outreach_message set answer = :answer, answered_at = :now where id = :id and answer is null
                """)
                        .params(Params.of("id", id)
                                .and("answer", answer)
                                .and("now", now)
                                .map())
                        .update()
                == 1;
    }

    List<UUID> outbox(Collection<UUID> about) {
        return jdbc.sql("select outbox_id from outreach_message where about = any(:about)")
                .param("about", about.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    List<Sent> ofPatient(PatientId patient, int limit) {
        return jdbc.sql("""
                select id, kind, about, channel, made_at, sent_at, failing, withdrawn, answer, answered_at
                  from outreach_view where patient_id = :patient
                 order by made_at desc, id desc limit :limit
                """)
                .params(Params.of("patient", patient).and("limit", limit).map())
                .query((row, number) -> new Sent(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        row.getObject("about", UUID.class),
                        Params.constant(Reach.Channel.class, row.getString("channel")),
                        row.getObject("made_at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("sent_at", OffsetDateTime.class)),
                        row.getBoolean("failing"),
                        row.getBoolean("withdrawn"),
                        row.getString("answer"),
                        instant(row.getObject("answered_at", OffsetDateTime.class))))
                .list();
    }

    long count(PatientId patient) {
        return jdbc.sql("select count(*) from outreach_message where patient_id = :patient")
                .param("patient", patient.value())
                .query(Long.class)
                .single();
    }

    List<UUID> movePatient(PatientId from, PatientId into) {
        return jdbc.sql("update outreach_message set patient_id = :into where patient_id = :from returning id")
                .params(Params.of("from", from).and("into", into).map())
                .query(UUID.class)
                .list();
    }

    int restorePatient(Collection<UUID> messages, PatientId from, PatientId into) {
        return jdbc.sql("""
                update outreach_message set patient_id = :from where patient_id = :into and id = any(:messages)
                """)
                .params(Params.of("from", from)
                        .and("into", into)
                        .and("messages", messages.toArray(UUID[]::new))
                        .map())
                .update();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }
}
