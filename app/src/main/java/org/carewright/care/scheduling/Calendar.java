package org.carewright.care.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.carewright.platform.types.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a calendar on one axis of time: the practitioners or rooms of a day, or the days of a week of one of them.
 *
 * @param firstHour first hour of the axis, wall clock
 * @param lastHour hour at which the axis ends
 */
record Calendar(int firstHour, int lastHour, List<Column> columns) {

    /** What the columns stand for. */
    enum By {
        PRACTITIONER,
        ROOM
    }

    /**
     * @param resource the practitioner or room; null for visits without one
     * @param open when the resource can be booked
     */
    record Column(@Nullable UUID resource, String title, LocalDate day, List<Interval> open, List<Entry> entries) {}

    /**
     * A visit in its lane.
     *
     * @param lane from 0
     * @param lanes how many stand side by side at that time
     * @param patients how many come; a group is one entry, whose visit is that of one of them
     */
    record Entry(Visit visit, int lane, int lanes, long patients) {

        boolean isGroup() {
            return visit.seat() != null;
        }

        /** Who comes. */
        String title() {
            return isGroup()
                    ? visit.visitType() + ", " + (patients == 1 ? "1 patient" : patients + " patients")
                    : visit.patient().name();
        }
    }

    /** A place on the axis, in wall-clock hours and minutes in steps of five. */
    record Place(int hour, int minute, int hours, int minutes) {

        String css() {
            return "h" + hour + " m" + minute + " dh" + hours + " dm" + minutes;
        }
    }

    static Calendar of(List<Column> columns, ZoneId zone) {
        var spans = columns.stream()
                .flatMap(column -> Stream.concat(
                        column.open().stream().map(open -> clock(open, column.day(), zone)),
                        column.entries().stream()
                                .map(entry -> clock(entry.visit().blocked(), column.day(), zone))))
                .toList();
        var first = spans.stream().mapToInt(span -> span[0] / 60).min().orElse(8);
        var last = spans.stream().mapToInt(span -> (span[1] + 59) / 60).max().orElse(18);
        return new Calendar(Math.min(first, 8), Math.max(last, 17), columns);
    }

    /** Puts visits that overlap side by side. */
    static List<Entry> lanes(List<Visit> visits) {
        var patients = visits.stream().collect(Collectors.groupingBy(Calendar::together, Collectors.counting()));
        var shown = new HashSet<Together>();
        var sorted = visits.stream()
                .filter(visit -> shown.add(together(visit)))
                .sorted(Comparator.comparing((Visit visit) -> visit.blocked().start()))
                .toList();
        var placed = new ArrayList<Entry>();
        var cluster = new ArrayList<Visit>();
        var clusterEnd = Instant.MIN;
        for (var visit : sorted) {
            if (!visit.blocked().start().isBefore(clusterEnd)) {
                placed.addAll(laned(cluster, patients));
                cluster.clear();
            }
            cluster.add(visit);
            if (clusterEnd.isBefore(visit.blocked().end())) {
                clusterEnd = visit.blocked().end();
            }
        }
        placed.addAll(laned(cluster, patients));
        return List.copyOf(placed);
    }

    /** What visits of one group have in common, and what a visit alone has with none. */
    private record Together(UUID id, Instant start) {}

    private static Together together(Visit visit) {
        var id = visit.seat() == null ? visit.id().value() : visit.party();
        return new Together(id, visit.time().start());
    }

    private static List<Entry> laned(List<Visit> cluster, Map<Together, Long> patients) {
        var ends = new ArrayList<Instant>();
        var lane = new int[cluster.size()];
        for (int i = 0; i < cluster.size(); i++) {
            var blocked = cluster.get(i).blocked();
            var free = 0;
            while (free < ends.size() && ends.get(free).isAfter(blocked.start())) {
                free++;
            }
            if (free == ends.size()) {
                ends.add(blocked.end());
            } else {
                ends.set(free, blocked.end());
            }
            lane[i] = free;
        }
        return IntStream.range(0, cluster.size())
                .mapToObj(i -> new Entry(
                        cluster.get(i), lane[i], ends.size(), patients.getOrDefault(together(cluster.get(i)), 1L)))
                .toList();
    }

    /** Where a stretch lies on the axis of a day; what reaches beyond the day is cut off. */
    static Place place(Interval span, LocalDate day, ZoneId zone) {
        var clock = clock(span, day, zone);
        var length = Math.max(clock[1] - clock[0], 5);
        return new Place(clock[0] / 60, clock[0] % 60 / 5 * 5, length / 60, length % 60 / 5 * 5);
    }

    /** The half hours of a day that can be clicked to book, as far as they lie in the open hours. */
    static List<Interval> halfHours(List<Interval> open) {
        return open.stream()
                .flatMap(span -> Stream.iterate(
                                span.start(), start -> start.isBefore(span.end()), start -> start.plusSeconds(1800))
                        .map(start -> new Interval(
                                start,
                                start.plusSeconds(1800).isBefore(span.end()) ? start.plusSeconds(1800) : span.end())))
                .toList();
    }

    /** First and last minute of a stretch in the wall clock of a day. */
    private static int[] clock(Interval span, LocalDate day, ZoneId zone) {
        var start = span.start().atZone(zone).toLocalDateTime();
        var end = span.end().atZone(zone).toLocalDateTime();
        var from = start.toLocalDate().isBefore(day) ? 0 : start.getHour() * 60 + start.getMinute();
        var until = end.toLocalDate().isAfter(day) ? 1440 : end.getHour() * 60 + end.getMinute();
        return new int[] {from, until};
    }
}
