package org.carewright.care.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.carewright.foundation.directory.DeviceId;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.RoomId;
import org.carewright.platform.types.Interval;
import org.jspecify.annotations.Nullable;

/**
 * What one day at a site offers to one type of visit.
 *
 * @param practitioners who can do it; likewise the rooms and devices that fit, the preferred first
 * @param patientBusy when the patient has other visits
 */
record DayPlan(
        LocalDate day,
        ZoneId zone,
        VisitRules visit,
        List<Interval> siteOpen,
        List<Resource> practitioners,
        List<Resource> rooms,
        List<Resource> devices,
        List<Interval> patientBusy) {

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

    /** The openings in the order of time, one for each start; never one that is not wholly free. */
    List<Opening> openings(Instant notBefore) {
        return starts().filter(start -> !start.isBefore(notBefore))
                .map(start -> Interval.of(start, visit.length()))
                .filter(time -> Intervals.covers(siteOpen, time) && !Intervals.meets(patientBusy, time))
                .map(this::opening)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The least busy practitioner who is free, her room and the first free device. */
    private Optional<Opening> opening(Interval time) {
        var practitioner = visit.needsPractitioner() ? freePractitioner(time) : Optional.<Resource>empty();
        var room = visit.needsRoom() ? freeRoom(time, practitioner) : Optional.<Resource>empty();
        var device = visit.deviceKind() != null ? freeDevice(time) : Optional.<Resource>empty();
        if (practitioner.isPresent() != visit.needsPractitioner()
                || room.isPresent() != visit.needsRoom()
                || device.isPresent() != (visit.deviceKind() != null)) {
            return Optional.empty();
        }
        return Optional.of(new Opening(
                time,
                practitioner.map(found -> new PractitionerId(found.id())).orElse(null),
                practitioner.map(Resource::name).orElse(""),
                room.map(found -> new RoomId(found.id())).orElse(null),
                room.map(Resource::name).orElse(""),
                device.map(found -> new DeviceId(found.id())).stream().toList()));
    }

    Optional<Resource> freePractitioner(Interval time) {
        return practitioners.stream()
                .filter(resource -> resource.isFreeFor(time, visit.blocked(time)))
                .min(Comparator.comparing(Resource::load).thenComparing(Resource::name));
    }

    /**
     * A free room, the plainest. Among equally plain ones each practitioner begins at another, so that she stays in one room
     * and those who book at the same time seldom want the same.
     */
    Optional<Resource> freeRoom(Interval time, Optional<Resource> practitioner) {
        var first = practitioner.map(Resource::rank).orElse(0);
        return rooms.stream()
                .collect(Collectors.groupingBy(Resource::rank, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(alike -> turned(alike, first))
                .filter(room -> room.isFreeFor(time, visit.blocked(time)))
                .findFirst();
    }

    private static Stream<Resource> turned(List<Resource> all, int first) {
        return IntStream.range(0, all.size()).mapToObj(i -> all.get((first + i) % all.size()));
    }

    Optional<Resource> freeDevice(Interval time) {
        return devices.stream()
                .filter(device -> device.isFreeFor(time, visit.blocked(time)))
                .findFirst();
    }

    static Optional<Resource> find(List<Resource> resources, @Nullable UUID id) {
        return resources.stream().filter(resource -> resource.id().equals(id)).findFirst();
    }

    /** The aligned starts of the wall clock: none in a skipped hour, each twice in a repeated one. */
    private Stream<Instant> starts() {
        var starts = new ArrayList<Instant>();
        for (var minute = 0; minute < 24 * 60; minute += visit.alignmentMinutes()) {
            var wall = day.atStartOfDay().plusMinutes(minute);
            for (var offset : zone.getRules().getValidOffsets(wall)) {
                starts.add(wall.toInstant(offset));
            }
        }
        return starts.stream().sorted();
    }
}
