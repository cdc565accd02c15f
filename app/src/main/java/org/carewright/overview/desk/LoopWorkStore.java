package org.carewright.overview.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps what people add to loops: who has one, until when it sleeps, and the entries of what happened. */
@Repository
class LoopWorkStore {

    private final JdbcClient jdbc;

    LoopWorkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<LoopEntry> entries(LoopId loop) {
        return jdbc.sql("""
                select e.id, e.kind, a.name as author_name, e.written_at, e.words, e.channel, e.outcome, e.next_step,
                       t.name as to_name, e.until
                from loop_entry e
                join staff_view a on a.id = e.author
                left join staff_view t on t.id = e.to_user
                where e.rule = :rule and e.subject = :subject
                order by e.written_at, e.id
                """)
                .params(Params.of("rule", loop.rule())
                        .and("subject", loop.subject())
                        .map())
                .query((row, n) -> entry(row))
                .list();
    }

    /** Makes {@code user} the owner unless somebody else is; false if somebody else is. */
    boolean claim(OpenLoop loop, UserId user, Instant now) {
        deleteEarlierWork(loop);
        return jdbc.sql("""
                insert into loop_work (rule, subject, owner, begun_at) values (:rule, :subject, :user, :now)
                on conflict (rule, subject) do update set owner = excluded.owner
                where loop_work.owner is null or loop_work.owner = excluded.owner
                """)
                        .params(loopParams(loop.id())
                                .and("user", user)
                                .and("now", now)
                                .map())
                        .update()
                == 1;
    }

    void setOwner(OpenLoop loop, @Nullable UserId user, Instant now) {
        deleteEarlierWork(loop);
        jdbc.sql("""
                insert into loop_work (rule, subject, owner, begun_at) values (:rule, :subject, cast(:user as uuid), :now)
                on conflict (rule, subject) do update set owner = excluded.owner
                """)
                .params(loopParams(loop.id()).and("user", user).and("now", now).map())
                .update();
    }

    void setSnooze(OpenLoop loop, @Nullable Instant until, Instant now) {
        deleteEarlierWork(loop);
        jdbc.sql("""
                insert into loop_work (rule, subject, snoozed_until, begun_at)
                values (:rule, :subject, cast(:until as timestamptz), :now)
                on conflict (rule, subject) do update set snoozed_until = excluded.snoozed_until
                """)
                .params(loopParams(loop.id())
                        .and("until", until)
                        .and("now", now)
                        .map())
                .update();
    }

    /** Forgets who had the loop, and until when it slept, before it opened this time. */
    private void deleteEarlierWork(OpenLoop loop) {
        jdbc.sql("delete from loop_work where rule = :rule and subject = :subject and begun_at < :openedAt")
                .params(loopParams(loop.id()).and("openedAt", loop.openedAt()).map())
                .update();
    }

    /** Keeps an entry, with how the loop stood before it. */
    void write(UUID id, OpenLoop loop, NewEntry entry, UserId author, Instant now) {
        var patient = loop.patient();
        var contact = entry.contact();
        jdbc.sql("""
                insert into loop_entry (id, rule, subject, patient_id, kind, author, written_at, words, channel, outcome,
                                        next_step, to_user, until, owner_before, snoozed_before)
                values (:id, :rule, :subject, :patient, :kind, :author, :now, :words, :channel, :outcome, :next, :to, :until,
                        :ownerBefore, :snoozedBefore)
                """)
                .params(loopParams(loop.id())
                        .and("id", id)
                        .and("patient", patient == null ? null : patient.id())
                        .and("kind", entry.kind())
                        .and("author", author)
                        .and("now", now)
                        .and("words", entry.words())
                        .and("channel", contact == null ? null : contact.channel())
                        .and("outcome", contact == null ? null : contact.outcome())
                        .and("next", contact == null ? "" : contact.nextStep())
                        .and("to", entry.to())
                        .and("until", entry.until())
                        .and("ownerBefore", loop.work().owner())
                        .and("snoozedBefore", loop.work().snoozedUntil())
                        .map())
                .update();
    }

    /**
     * Makes the loop's owner and sleep what they were before the entry; false unless it is the author's and the last since
     * the loop opened.
     */
    boolean takeBack(OpenLoop loop, UUID entry, UserId author) {
        return jdbc.sql("""
                update loop_work w
                set owner = e.owner_before, snoozed_until = e.snoozed_before
                from loop_entry e
                where e.id = (select last.id
                              from loop_entry last
                              where last.rule = :rule and last.subject = :subject and last.kind not in ('note', 'contact')
                              order by last.written_at desc, last.id desc
                              limit 1)
                  and e.id = :entry and e.author = :author and e.kind <> 'undo' and e.written_at >= :openedAt
                  and w.rule = e.rule and w.subject = e.subject
                """)
                        .params(loopParams(loop.id())
                                .and("entry", entry)
                                .and("author", author)
                                .and("openedAt", loop.openedAt())
                                .map())
                        .update()
                == 1;
    }

    /** How many rows {@link #movePatient} would move. */
    long count(PatientId patient) {
        return jdbc.sql("""
                select (select count(*) from task where patient_id = :patient)
                     + (select count(*) from loop_entry where patient_id = :patient)
                """)
                .params(Params.of("patient", patient).map())
                .query(Long.class)
                .single();
    }

    /**
     * Gives one record's tasks and entries to another; where the loop is about the patient herself, its owner and sleep
     * too, unless the other's loop of that kind has its own.
     *
     * @return what moved, for {@link #restorePatient}
     */
    List<String> movePatient(PatientId from, PatientId into) {
        return jdbc.sql("""
                with tasks as (
                    update task set patient_id = :into where patient_id = :from returning 'task ' || id as key),
                entries as (
                    update loop_entry
                    set patient_id = :into, subject = case subject when :from then :into else subject end
                    where patient_id = :from returning 'entry ' || id as key),
                work as (
                    update loop_work w set subject = :into
                    where w.subject = :from
                      and not exists (select from loop_work other where other.rule = w.rule and other.subject = :into)
                    returning 'work ' || rule as key)
                select key from tasks union all select key from entries union all select key from work
                """)
                .params(Params.of("from", from).and("into", into).map())
                .query(String.class)
                .list();
    }

    /** Gives back what moved, as far as it is still with {@code into}; answers how much that was. */
    int restorePatient(List<String> moved, PatientId from, PatientId into) {
        return jdbc.sql("""
                with tasks as (
                    update task set patient_id = :from where patient_id = :into and 'task ' || id = any(:moved) returning id),
                entries as (
                    update loop_entry
                    set patient_id = :from, subject = case subject when :into then :from else subject end
                    where patient_id = :into and 'entry ' || id = any(:moved) returning id),
                work as (
                    update loop_work w set subject = :from
                    where w.subject = :into and 'work ' || w.rule = any(:moved)
                      and not exists (select from loop_work other where other.rule = w.rule and other.subject = :from)
                    returning rule)
                select (select count(*) from tasks) + (select count(*) from entries) + (select count(*) from work)
                """)
                .params(Params.of("from", from)
                        .and("into", into)
                        .texts("moved", moved)
                        .map())
                .query(Integer.class)
                .single();
    }

    private static Params loopParams(LoopId loop) {
        return Params.of("rule", loop.rule()).and("subject", loop.subject());
    }

    private static LoopEntry entry(ResultSet row) throws SQLException {
        var channel = row.getString("channel");
        var outcome = row.getString("outcome");
        return new LoopEntry(
                row.getObject("id", UUID.class),
                Params.constant(LoopEntry.Kind.class, row.getString("kind")),
                row.getString("author_name"),
                row.getObject("written_at", OffsetDateTime.class).toInstant(),
                row.getString("words"),
                channel == null ? null : Params.constant(LoopEntry.Channel.class, channel),
                outcome == null ? null : Params.constant(LoopEntry.Outcome.class, outcome),
                row.getString("next_step"),
                row.getString("to_name"),
                DeskStore.instant(row, "until"));
    }
}
