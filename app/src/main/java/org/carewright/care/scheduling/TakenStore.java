package org.carewright.care.scheduling;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Interval;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is taken, as whoever keeps it in memory asks for it. Patients' own time is not among it. */
@Repository
class TakenStore {

    /** A stretch and the slots of the grid that it shares with others. */
    private static final String NEAR =
            "tstzrange(lower(c.during) - interval '5 minutes', upper(c.during) + interval '5 minutes')";

    private final JdbcClient jdbc;

    TakenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Which transactions a statement sees.
     *
     * @param writing whether it sees what its own transaction wrote, which nobody else sees yet
     */
    record Sight(String snapshot, boolean writing) {}

    /** A stretch of a resource in which something changed, and what is taken there now, or right beside it. */
    record Change(UUID resource, Interval stretch, List<Interval> taken) {}

    /** @param changes what this sight sees and an earlier one did not */
    record News(Sight sight, List<Change> changes) {}

    Sight sight() {
        return jdbc.sql("""
                select pg_current_snapshot()::text as snapshot, pg_current_xact_id_if_assigned() is not null as writing
                """).query(Sight.class).single();
    }

    News since(String snapshot) {
        var rows = jdbc.sql("""
                with changed as materialized (
                    select distinct resource_id, during from booking
                     where changed_by >= pg_snapshot_xmin(cast(:since as pg_snapshot))
                       and not pg_visible_in_snapshot(changed_by, cast(:since as pg_snapshot)) and kind <> 'patient')
                select pg_current_snapshot()::text as snapshot, pg_current_xact_id_if_assigned() is not null as writing,
                       c.resource_id, lower(c.during) as starts, upper(c.during) as ends,
                       lower(b.during) as taken_from, upper(b.during) as taken_until
                  from (values (1)) once
                  left join changed c on true
                  left join booking b on b.resource_id = c.resource_id and b.state <> 'released'
                   and b.during && %s
                 order by c.resource_id, c.during
                """.formatted(NEAR))
                .params(Params.of("since", snapshot).map())
                .query(Row.class)
                .list();
        var first = rows.getFirst();
        return new News(new Sight(first.snapshot(), first.writing()), changes(rows));
    }

    /** What a visit takes, each with what others take of the same stretch. */
    List<Change> without(AppointmentId visit) {
        return changes(jdbc.sql("""
                select '' as snapshot, false as writing, c.resource_id, lower(c.during) as starts, upper(c.during) as ends,
                       lower(b.during) as taken_from, upper(b.during) as taken_until
                  from booking c
                  left join booking b on b.resource_id = c.resource_id and b.state <> 'released' and b.party <> c.party
                   and b.during && %s
                 where c.appointment_id = :visit and c.state <> 'released' and c.kind <> 'patient'
                 order by c.resource_id, c.during
                """.formatted(NEAR))
                .params(Params.of("visit", visit).map())
                .query(Row.class)
                .list());
    }

    /** Shows each stretch of the span in which one of the resources is taken. */
    void each(Collection<UUID> resources, Interval span, BiConsumer<UUID, Interval> taken) {
        jdbc.sql("""
                select resource_id, lower(during) as starts, upper(during) as ends
                  from booking
                 where resource_id = any(cast(:resources as uuid[])) and during && tstzrange(:from, :to)
                   and state <> 'released'
                """)
                .params(Params.none()
                        .texts(
                                "resources",
                                resources.stream().map(UUID::toString).toList())
                        .and("from", span.start())
                        .and("to", span.end())
                        .map())
                .query(row -> {
                    taken.accept(
                            row.getObject("resource_id", UUID.class),
                            new Interval(
                                    row.getObject("starts", OffsetDateTime.class)
                                            .toInstant(),
                                    row.getObject("ends", OffsetDateTime.class).toInstant()));
                });
    }

    private record Row(
            String snapshot,
            boolean writing,
            @Nullable UUID resourceId,
            @Nullable OffsetDateTime starts,
            @Nullable OffsetDateTime ends,
            @Nullable OffsetDateTime takenFrom,
            @Nullable OffsetDateTime takenUntil) {}

    /** @param rows those of one stretch side by side; a row without a resource is none */
    private static List<Change> changes(List<Row> rows) {
        var changes = new ArrayList<Change>();
        for (var row : rows) {
            if (row.resourceId() == null || row.starts() == null || row.ends() == null) {
                continue;
            }
            var stretch = new Interval(row.starts().toInstant(), row.ends().toInstant());
            var last = changes.isEmpty() ? null : changes.getLast();
            if (last == null
                    || !last.resource().equals(row.resourceId())
                    || !last.stretch().equals(stretch)) {
                last = new Change(row.resourceId(), stretch, new ArrayList<>());
                changes.add(last);
            }
            if (row.takenFrom() != null && row.takenUntil() != null) {
                last.taken()
                        .add(new Interval(
                                row.takenFrom().toInstant(), row.takenUntil().toInstant()));
            }
        }
        return changes;
    }
}
