package org.carewright.care.scheduling;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carewright.care.scheduling.DayPlan.Resource;
import org.carewright.care.scheduling.ResourceStore.Named;
import org.carewright.care.scheduling.ResourceStore.Site;
import org.carewright.care.scheduling.Resources.Known;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.RoomId;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the plans of days together from the directory and the bookings. */
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
        // Of the practitioners the least busy of the day is chosen; a room or device only has to be free at the time.
        var span = wish.practitioner() == null ? span(site, day, day) : rules.blocked(wish.time());
        var settled = Stream.of(wish.patient(), wish.practitioner(), wish.room())
                .filter(Objects::nonNull)
                .map(Id::value)
                .collect(Collectors.toSet());
        return between(
                        known,
                        site,
                        day,
                        day,
                        rules,
                        wish.practitioner(),
                        wish.room(),
                        wish.patient(),
                        resources -> store.busy(without(resources, settled), span, wish.party()))
                .getFirst();
    }

    /** The plans of the days of a query, read at once. */
    List<DayPlan> between(Known known, Site site, OpeningQuery query) {
        var span = span(site, query.from(), query.until());
        return between(
                known,
                site,
                query.from(),
                query.until(),
                rules(known, query.visitType()),
                query.practitioner(),
                null,
                query.patient(),
                resources -> store.busy(resources, span, query.moving()));
    }

    private static Set<UUID> without(Set<UUID> all, Set<UUID> those) {
        var rest = new HashSet<>(all);
        rest.removeAll(those);
        return rest;
    }

    private static VisitRules rules(Known known, VisitTypeId visitType) {
        return known.findRules(visitType).orElseThrow(() -> new NotFound("visit type"));
    }

    private static Interval span(Site site, LocalDate first, LocalDate last) {
        return new Interval(
                Availability.day(first, site.zone()).start().minus(MARGIN),
                Availability.day(last, site.zone()).end().plus(MARGIN));
    }

    /**
     * @param practitioner only this one, or null for all who can; likewise the room
     * @param busyOf tells when some of the resources and the patient are taken
     */
    private static List<DayPlan> between(
            Known known,
            Site site,
            LocalDate first,
            LocalDate last,
            VisitRules rules,
            @Nullable PractitionerId practitioner,
            @Nullable RoomId room,
            @Nullable PatientId patient,
            Function<Set<UUID>, Map<UUID, List<Interval>>> busyOf) {
        var siteHours = known.siteHours(site.id());
        var closures = known.closures(site.id(), first, last);
        var practitioners = new HashMap<LocalDate, List<Named>>();
        known.practitionersByDay(site.id(), rules.specialty(), first, last)
                .forEach((day, people) -> practitioners.put(day, among(people, practitioner)));
        var rooms = rules.needsRoom() ? among(known.rooms(site.id(), rules.roomFeatures()), room) : List.<Named>of();
        var devices = rules.deviceKind() == null ? List.<Named>of() : known.devices(site.id(), rules.deviceKind());

        var people = practitioners.values().stream()
                .flatMap(List::stream)
                .map(Named::id)
                .collect(Collectors.toSet());
        var hours = known.practitionerHours(site.id(), people);
        var differences = known.differences(site.id(), people, first, last);
        var taken = new HashSet<>(people);
        Stream.concat(rooms.stream(), devices.stream()).map(Named::id).forEach(taken::add);
        if (patient != null) {
            taken.add(patient.value());
        }
        var busy = busyOf.apply(taken);

        return first.datesUntil(last.plusDays(1))
                .map(day -> {
                    var open = Availability.open(day, site.zone(), siteHours, closures);
                    return new DayPlan(
                            day,
                            site.zone(),
                            rules,
                            open,
                            practitioners.getOrDefault(day, List.of()).stream()
                                    .map(person -> resource(
                                            person,
                                            Availability.works(
                                                    day,
                                                    site.zone(),
                                                    hours.getOrDefault(person.id(), List.of()),
                                                    differences.getOrDefault(person.id(), List.of())),
                                            busy))
                                    .toList(),
                            rooms.stream().map(it -> resource(it, open, busy)).toList(),
                            devices.stream().map(it -> resource(it, open, busy)).toList(),
                            patient == null ? List.of() : busy.getOrDefault(patient.value(), List.of()));
                })
                .toList();
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
