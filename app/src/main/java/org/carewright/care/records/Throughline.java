package org.carewright.care.records;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carewright.care.records.ThroughlineItem.Exactness;
import org.carewright.care.records.ThroughlineItem.Kind;
import org.carewright.platform.web.Tone;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a patient's line, newest first, its items gathered by the encounter or the day they belong to.
 *
 * @param ahead what is planned, in the order in which it comes
 * @param behind what was
 * @param earlier where the next stretch ends, or null when this one reaches the beginning
 */
record Throughline(
        List<Group> ahead, List<Group> behind, @Nullable Instant earlier) {

    /** Items of one kind that a group shows at once; the others open on a click. */
    private static final int SHOWN = 4;

    /**
     * What belongs together.
     *
     * @param head the encounter, or null where only the day binds
     */
    record Group(LocalDate day, Exactness exact, @Nullable ThroughlineItem head, List<Strand> strands) {}

    /** Items of one kind within a group: those shown at once, unusual ones first, and those folded away. */
    record Strand(Kind kind, List<ThroughlineItem> shown, List<ThroughlineItem> folded) {}

    /** @param items newest first */
    static Throughline of(List<ThroughlineItem> items, Instant now, ZoneId zone, @Nullable Instant earlier) {
        var ahead =
                items.stream().filter(item -> item.at().isAfter(now)).toList().reversed();
        var behind = items.stream().filter(item -> !item.at().isAfter(now)).toList();
        return new Throughline(groups(ahead, zone), groups(behind, zone), earlier);
    }

    boolean isEmpty() {
        return ahead.isEmpty() && behind.isEmpty();
    }

    private static List<Group> groups(List<ThroughlineItem> items, ZoneId zone) {
        var heads = new LinkedHashMap<ResourceId, ThroughlineItem>();
        for (var item : items) {
            if (item.kind() == Kind.ENCOUNTER && item.encounter() != null) {
                heads.put(item.encounter(), item);
            }
        }
        var gathered = new LinkedHashMap<Object, List<ThroughlineItem>>();
        for (var item : items) {
            var encounter = item.encounter();
            Object key = encounter != null && heads.containsKey(encounter) ? encounter : day(item, zone);
            gathered.computeIfAbsent(key, it -> new ArrayList<>()).add(item);
        }
        var groups = new ArrayList<Group>();
        gathered.forEach((key, members) -> {
            var head = key instanceof ResourceId encounter ? heads.get(encounter) : null;
            var first = head == null ? members.getFirst() : head;
            groups.add(new Group(day(first, zone), first.exact(), head, strands(members, head)));
        });
        return List.copyOf(groups);
    }

    /** Where only a date is known it is that date everywhere. */
    private static LocalDate day(ThroughlineItem item, ZoneId zone) {
        return item.at()
                .atZone(item.exact() == Exactness.TIME ? zone : ZoneOffset.UTC)
                .toLocalDate();
    }

    private static List<Strand> strands(List<ThroughlineItem> members, @Nullable ThroughlineItem head) {
        Map<Kind, List<ThroughlineItem>> byKind = new EnumMap<>(Kind.class);
        for (var item : members) {
            if (!item.equals(head)) {
                byKind.computeIfAbsent(item.kind(), kind -> new ArrayList<>()).add(item);
            }
        }
        var strands = new ArrayList<Strand>();
        byKind.forEach((kind, items) -> {
            var sorted = items.stream()
                    .sorted(Comparator.comparing(ThroughlineItem::tone, Comparator.comparingInt(Throughline::weight)))
                    .toList();
            var shown = Math.min(sorted.size(), sorted.size() == SHOWN + 1 ? SHOWN + 1 : SHOWN);
            strands.add(new Strand(kind, sorted.subList(0, shown), sorted.subList(shown, sorted.size())));
        });
        return strands;
    }

    private static int weight(Tone tone) {
        return switch (tone) {
            case RED -> 0;
            case AMBER -> 1;
            case BLUE -> 2;
            case GREEN, NEUTRAL -> 3;
        };
    }
}
