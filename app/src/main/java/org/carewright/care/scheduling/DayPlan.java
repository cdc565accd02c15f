package org.carewright.care.scheduling;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.carewright.platform.types.Interval;
import org.jspecify.annotations.Nullable;

/**
 * What one day at a site offers to one type of visit.
 *
 * @param practitioners who can do it; likewise the rooms and devices that fit, the preferred first
 */
record DayPlan(
        VisitRules visit,
        List<Interval> siteOpen,
        List<Resource> practitioners,
        List<Resource> rooms,
        List<Resource> devices) {

    /**
     * Somebody or something a visit needs.
     *
     * @param rank as in {@link ResourceStore.Named}
     * @param open when it can be used
     * @param busy when it is taken, buffers included
     */
    record Resource(UUID id, String name, int rank, List<Interval> open, List<Interval> busy) {

        private boolean isFreeFor(Interval visit, Interval blocked) {
            return Intervals.covers(open, visit) && !Intervals.meets(busy, blocked);
        }

        private Duration load() {
            return busy.stream().map(Interval::length).reduce(Duration.ZERO, Duration::plus);
        }
    }

    /** Those who are free, the one with the least to do that day first. */
    Stream<Resource> freePractitioners(Interval time) {
        return practitioners.stream()
                .filter(resource -> resource.isFreeFor(time, visit.blocked(ResourceKind.PRACTITIONER, time)))
                .sorted(Comparator.comparing(Resource::load).thenComparing(Resource::name));
    }

    /**
     * A free room, the plainest. Among equally plain ones each practitioner begins at another, so that she stays in one room
     * and those who book at the same time seldom want the same.
     */
    Optional<Resource> freeRoom(Interval time, Optional<Resource> practitioner) {
        var first = practitioner.map(Resource::rank).orElse(0);
        return inTurn(rooms, Resource::rank, first)
                .filter(room -> room.isFreeFor(time, visit.blocked(ResourceKind.ROOM, time)))
                .findFirst();
    }

    /** Those of lower rank first; those of one rank in a ring that begins at some place. */
    static <T> Stream<T> inTurn(List<T> all, Function<T, Integer> rank, int first) {
        return all.stream().collect(Collectors.groupingBy(rank, TreeMap::new, Collectors.toList())).values().stream()
                .flatMap(alike -> turned(alike, first));
    }

    private static <T> Stream<T> turned(List<T> all, int first) {
        return IntStream.range(0, all.size()).mapToObj(i -> all.get((first + i) % all.size()));
    }

    Optional<Resource> freeDevice(Interval time) {
        return devices.stream()
                .filter(device -> device.isFreeFor(time, visit.blocked(ResourceKind.DEVICE, time)))
                .findFirst();
    }

    static Optional<Resource> find(List<Resource> resources, @Nullable UUID id) {
        return resources.stream().filter(resource -> resource.id().equals(id)).findFirst();
    }
}
