package org.carewright.care.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.care.scheduling.TakenStore.Change;
import org.carewright.openings.Horizon;
import org.carewright.openings.TimeSet;
import org.carewright.platform.types.Interval;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * When practitioners, rooms and devices are taken, kept in memory from one search to the next.
 *
 * <p>A resource is read when it is first asked for. From then on each search first asks the database which bookings were
 * written by transactions that the last search did not see, and mends the stretches that these touch. So what a search
 * sees is never older than the search, whichever node wrote it, and costs one small query.
 */
@Component
class TakenTimes {

    private static final Duration AHEAD = Duration.ofDays(400);

    private final TakenStore store;
    private final Clock clock;
    /** Sets that are never changed, but replaced; by the resource. */
    private final Map<UUID, TimeSet> kept = new HashMap<>();

    private @Nullable Horizon keptHorizon;
    private String seen = "";

    TakenTimes(TakenStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** From yesterday on, so that today is whole in every zone, for as long as a search may look ahead. */
    Horizon horizon() {
        var today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        return Horizon.of(today.minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(), AHEAD);
    }

    /**
     * When each of the resources is taken, as the present transaction sees it now. The sets are not to be changed.
     *
     * @param moving a visit whose own bookings do not count, or null
     */
    Map<UUID, TimeSet> now(Horizon horizon, Set<UUID> resources, @Nullable AppointmentId moving) {
        var taken = kept(horizon, resources);
        if (moving != null) {
            mend(taken, horizon, store.without(moving));
        }
        return taken;
    }

    private synchronized Map<UUID, TimeSet> kept(Horizon horizon, Set<UUID> resources) {
        if (horizon.equals(keptHorizon)) {
            var news = store.since(seen);
            if (news.sight().writing()) {
                return read(horizon, resources);
            }
            mend(kept, horizon, news.changes());
            seen = news.sight().snapshot();
        } else {
            var sight = store.sight();
            if (sight.writing()) {
                return read(horizon, resources);
            }
            kept.clear();
            keptHorizon = horizon;
            seen = sight.snapshot();
        }
        kept.putAll(read(
                horizon,
                resources.stream()
                        .filter(resource -> !kept.containsKey(resource))
                        .collect(Collectors.toSet())));
        return resources.stream()
                .collect(Collectors.toMap(
                        resource -> resource,
                        resource -> Objects.requireNonNull(kept.get(resource)),
                        (one, same) -> one,
                        HashMap::new));
    }

    private Map<UUID, TimeSet> read(Horizon horizon, Collection<UUID> resources) {
        var sets = new HashMap<UUID, TimeSet>();
        resources.forEach(resource -> sets.put(resource, TimeSet.none(horizon)));
        if (!resources.isEmpty()) {
            store.each(
                    resources,
                    new Interval(horizon.start(), horizon.end()),
                    (resource, taken) -> add(Objects.requireNonNull(sets.get(resource)), horizon, taken));
        }
        return sets;
    }

    /** Replaces the sets of resources in which something changed. */
    private static void mend(Map<UUID, TimeSet> sets, Horizon horizon, List<Change> changes) {
        var copies = new HashMap<UUID, TimeSet>();
        for (var change : changes) {
            var old = sets.get(change.resource());
            if (old != null) {
                var set = copies.computeIfAbsent(change.resource(), unmended -> old.copy());
                set.remove(
                        horizon.floor(change.stretch().start()),
                        horizon.ceil(change.stretch().end()));
                change.taken().forEach(taken -> add(set, horizon, taken));
            }
        }
        sets.putAll(copies);
    }

    private static void add(TimeSet set, Horizon horizon, Interval taken) {
        set.add(horizon.floor(taken.start()), horizon.ceil(taken.end()));
    }
}
