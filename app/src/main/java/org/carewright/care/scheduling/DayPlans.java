package org.carewright.care.scheduling;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carewright.care.scheduling.DayPlan.Resource;
import org.carewright.care.scheduling.ResourceStore.Named;
import org.carewright.care.scheduling.ResourceStore.Site;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.VisitTypeId;
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
     * @param practitioner only this one, or null for all who can
     * @param except a party whose bookings do not count, or null
     */
    DayPlan on(
            Site site,
            LocalDate day,
            VisitTypeId visitType,
            @Nullable PractitionerId practitioner,
            @Nullable PatientId patient,
            @Nullable UUID except) {
        return between(site, day, day, visitType, practitioner, patient, except).getFirst();
    }

    /** The plans of some days in a row, read at once. */
    List<DayPlan> between(
            Site site,
            LocalDate first,
            LocalDate last,
            VisitTypeId visitType,
            @Nullable PractitionerId practitioner,
            @Nullable PatientId patient,
            @Nullable UUID except) {
        var rules = store.findRules(visitType).orElseThrow(() -> new NotFound("visit type"));
        var siteHours = store.siteHours(site.id());
        var closures = store.closures(site.id(), first, last);
        var practitioners = store.practitionersByDay(site.id(), rules.specialty(), first, last);
        practitioners.replaceAll((day, people) -> people.stream()
                .filter(person -> practitioner == null || person.id().equals(practitioner.value()))
                .toList());
        var rooms = rules.needsRoom() ? store.rooms(site.id(), rules.roomFeatures()) : List.<Named>of();
        var devices = rules.deviceKind() == null ? List.<Named>of() : store.devices(site.id(), rules.deviceKind());

        var people = practitioners.values().stream()
                .flatMap(List::stream)
                .map(Named::id)
                .collect(Collectors.toSet());
        var hours = store.practitionerHours(site.id(), people);
        var differences = store.differences(site.id(), people, first, last);
        var taken = new HashSet<>(people);
        Stream.concat(rooms.stream(), devices.stream()).map(Named::id).forEach(taken::add);
        if (patient != null) {
            taken.add(patient.value());
        }
        var span = new Interval(
                Availability.day(first, site.zone()).start().minus(MARGIN),
                Availability.day(last, site.zone()).end().plus(MARGIN));
        var busy = store.busy(taken, span, except);

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
                            rooms.stream()
                                    .map(room -> resource(room, open, busy))
                                    .toList(),
                            devices.stream()
                                    .map(device -> resource(device, open, busy))
                                    .toList(),
                            patient == null ? List.of() : busy.getOrDefault(patient.value(), List.of()));
                })
                .toList();
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
        return new Resource(named.id(), named.name(), open, busy.getOrDefault(named.id(), List.of()));
    }
}
