package org.carewright.care.scheduling;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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
        var rules = store.findRules(visitType).orElseThrow(() -> new NotFound("visit type"));
        var siteOpen =
                Availability.open(day, site.zone(), store.siteHours(site.id()), store.closures(site.id(), day, day));
        var practitioners = store.practitioners(site.id(), rules.specialty(), day, day).stream()
                .filter(person -> practitioner == null || person.id().equals(practitioner.value()))
                .toList();
        var rooms = rules.needsRoom() ? store.rooms(site.id(), rules.roomFeatures()) : List.<Named>of();
        var devices = rules.deviceKind() == null ? List.<Named>of() : store.devices(site.id(), rules.deviceKind());

        var ids = new ArrayList<UUID>();
        practitioners.forEach(person -> ids.add(person.id()));
        rooms.forEach(room -> ids.add(room.id()));
        devices.forEach(device -> ids.add(device.id()));
        if (patient != null) {
            ids.add(patient.value());
        }
        var whole = Availability.day(day, site.zone());
        var busy = store.busy(
                ids, new Interval(whole.start().minus(MARGIN), whole.end().plus(MARGIN)), except);
        var works = works(site, day, practitioners);
        return new DayPlan(
                day,
                site.zone(),
                rules,
                siteOpen,
                practitioners.stream()
                        .map(person -> resource(person, works.getOrDefault(person.id(), List.of()), busy))
                        .toList(),
                rooms.stream().map(room -> resource(room, siteOpen, busy)).toList(),
                devices.stream().map(device -> resource(device, siteOpen, busy)).toList(),
                patient == null ? List.of() : busy.getOrDefault(patient.value(), List.of()));
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
