package org.carewright.care.scheduling;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carewright.care.scheduling.DayPlan.Resource;
import org.carewright.care.scheduling.ResourceStore.Named;
import org.carewright.care.scheduling.ResourceStore.Site;
import org.carewright.care.scheduling.Resources.Known;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the plan of a day together from the directory and the bookings. */
@Component
class DayPlans {

    /** No buffer is longer, so that a booking of a neighbouring day that reaches into this one is seen. */
    private static final Duration MARGIN = Duration.ofHours(4);

    private final ResourceStore store;

    DayPlans(ResourceStore store) {
        this.store = store;
    }

    /**
     * The plan of the day of a wish, in which only those are ever busy among whom the wish leaves the choice: what is in the
     * way of the others is found by taking their time.
     */
    DayPlan on(Known known, Site site, Wish wish) {
        var rules = rules(known, wish.visitType());
        var day = LocalDate.ofInstant(wish.time().start(), site.zone());
        var named = rules.practitioners() == 1 ? wish.practitioner() : null;
        // Of the practitioners the least busy of the day is chosen; a room or device only has to be free at the time.
        var span = named == null ? span(site, day) : around(wish.time());
        var settled = Stream.of(wish.patient(), wish.practitioner(), wish.room())
                .filter(Objects::nonNull)
                .map(Id::value)
                .collect(Collectors.toSet());
        var siteOpen =
                Availability.open(day, site.zone(), known.siteHours(site.id()), known.closures(site.id(), day, day));
        var people = among(known.practitioners(site.id(), rules.specialty(), rules.skills(), day), named);
        var rooms =
                rules.needsRoom() ? among(known.rooms(site.id(), rules.roomFeatures()), wish.room()) : List.<Named>of();
        var devices = rules.deviceKind() == null ? List.<Named>of() : known.devices(site.id(), rules.deviceKind());
        var ids = people.stream().map(Named::id).collect(Collectors.toSet());
        var hours = known.practitionerHours(site.id(), ids);
        var differences = known.differences(site.id(), ids, day, day);
        var free = Stream.of(people, rooms, devices)
                .flatMap(List::stream)
                .map(Named::id)
                .filter(id -> !settled.contains(id))
                .collect(Collectors.toSet());
        var busy = store.busy(free, span, wish.party());
        return new DayPlan(
                rules,
                siteOpen,
                people.stream()
                        .map(person -> resource(
                                person,
                                Availability.works(
                                        day,
                                        site.zone(),
                                        hours.getOrDefault(person.id(), List.of()),
                                        differences.getOrDefault(person.id(), List.of())),
                                busy))
                        .toList(),
                rooms.stream().map(room -> resource(room, siteOpen, busy)).toList(),
                devices.stream().map(device -> resource(device, siteOpen, busy)).toList());
    }

    private static VisitRules rules(Known known, VisitTypeId visitType) {
        return known.findRules(visitType).orElseThrow(() -> new NotFound("visit type"));
    }

    private static Interval span(Site site, LocalDate day) {
        var whole = Availability.day(day, site.zone());
        return new Interval(whole.start().minus(MARGIN), whole.end().plus(MARGIN));
    }

    private static Interval around(Interval time) {
        return new Interval(time.start().minus(MARGIN), time.end().plus(MARGIN));
    }

    private static List<Named> among(List<Named> all, @Nullable Id wished) {
        return wished == null
                ? all
                : all.stream().filter(one -> one.id().equals(wished.value())).toList();
    }

    /** When each of the practitioners works at the site that day; the answer is the caller's own. */
    Map<UUID, List<Interval>> works(Site site, LocalDate day, List<Named> practitioners) {
        var ids = practitioners.stream().map(Named::id).toList();
        var hours = store.practitionerHours(site.id(), ids);
        var differences = store.differences(site.id(), ids, day, day);
        return ids.stream()
                .collect(Collectors.toMap(
                        id -> id,
                        id -> Availability.works(
                                day,
                                site.zone(),
                                hours.getOrDefault(id, List.of()),
                                differences.getOrDefault(id, List.of()))));
    }

    private static Resource resource(Named named, List<Interval> open, Map<UUID, List<Interval>> busy) {
        return new Resource(named.id(), named.name(), named.rank(), open, busy.getOrDefault(named.id(), List.of()));
    }
}
