package org.carewright.care.scheduling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.carewright.care.scheduling.Openings.Easing;
import org.carewright.care.scheduling.Openings.Relaxation;
import org.carewright.care.scheduling.ResourceStore.Named;
import org.carewright.care.scheduling.ResourceStore.Site;
import org.carewright.care.scheduling.Resources.Known;
import org.carewright.care.scheduling.SiteSearch.Offer;
import org.carewright.openings.Horizon;
import org.carewright.openings.TimeSet;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds times over several sites; where there are none, what stands in the way and what would help. */
@Component
class OpeningFinder {

    private final Resources directory;
    private final ResourceStore store;
    private final AppointmentStore appointments;
    private final GroupStore groups;
    private final TakenTimes taken;

    OpeningFinder(
            Resources directory,
            ResourceStore store,
            AppointmentStore appointments,
            GroupStore groups,
            TakenTimes taken) {
        this.directory = directory;
        this.store = store;
        this.appointments = appointments;
        this.groups = groups;
        this.taken = taken;
    }

    /**
     * @param others sites that may be named if there is nothing at those that were asked for, unless a visit moves, which
     *     stays at its site
     */
    Openings find(OpeningQuery query, List<SiteId> others, Instant now) {
        var known = directory.known();
        var rules = known.findRules(query.visitType()).orElseThrow(() -> new NotFound("visit type"));
        var found = search(query, known, rules, now);
        var openings = found.first(query.wishes(), query.limit());
        if (!openings.isEmpty()) {
            return new Openings(openings, List.of(), List.of());
        }
        var otherSites = query.moving() != null
                ? List.<Site>of()
                : others.stream().flatMap(site -> known.findSite(site).stream()).toList();
        var elsewhere =
                new Search(query, found.patient(), now, offers(known, rules, otherSites, taken.horizon(), null));
        return new Openings(List.of(), found.conflicts(), relaxations(found, elsewhere));
    }

    /** The first openings alone. */
    List<Opening> first(OpeningQuery query, Instant now) {
        var known = directory.known();
        var rules = known.findRules(query.visitType()).orElseThrow(() -> new NotFound("visit type"));
        return search(query, known, rules, now).first(query.wishes(), query.limit());
    }

    /** Every start at each of the sites. */
    FreeStarts starts(OpeningQuery query, Instant now) {
        var known = directory.known();
        var rules = known.findRules(query.visitType()).orElseThrow(() -> new NotFound("visit type"));
        var search = search(query, known, rules, now);
        var free = search.offers().stream()
                .collect(Collectors.toMap(
                        offer -> offer.site().id(),
                        offer -> search.at(offer, query.wishes()).starts(query.from(), query.until())));
        return new FreeStarts(taken.horizon(), free);
    }

    private Search search(OpeningQuery query, Known known, VisitRules rules, Instant now) {
        var horizon = taken.horizon();
        var moving = query.moving();
        var patient = query.patient() == null ? null : patient(query.patient(), horizon, moving);
        var sites = query.sites().stream()
                .map(site -> known.findSite(site).orElseThrow(() -> new NotFound("site")))
                .toList();
        return new Search(query, patient, now, offers(known, rules, sites, horizon, moving));
    }

    private List<Offer> offers(
            Known known, VisitRules rules, List<Site> sites, Horizon horizon, @Nullable AppointmentId moving) {
        return sites.stream()
                .map(site -> offer(known, rules, site, horizon, moving))
                .toList();
    }

    private Offer offer(Known known, VisitRules rules, Site site, Horizon horizon, @Nullable AppointmentId moving) {
        var people = rules.needsPractitioner()
                ? known.people(site, rules.specialty(), rules.skills(), horizon)
                : List.<Resources.Bookable>of();
        var rooms = rules.needsRoom() ? known.rooms(site.id(), rules.roomFeatures()) : List.<Named>of();
        var devices = rules.deviceKind() == null ? List.<Named>of() : known.devices(site.id(), rules.deviceKind());
        var all = Stream.of(people.stream().map(one -> one.person().named()), rooms.stream(), devices.stream())
                .flatMap(named -> named)
                .map(Named::id)
                .collect(Collectors.toSet());
        return new Offer(
                site,
                rules,
                horizon,
                known.starts(site.zone(), rules.alignmentMinutes(), horizon),
                known.siteOpen(site, horizon),
                people,
                rooms,
                devices,
                taken.now(horizon, all, moving),
                rules.isGroup() ? groups.groups(site.id(), rules.id(), horizon.start(), horizon.end()) : List.of());
    }

    private SiteSearch.Patient patient(PatientId patient, Horizon horizon, @Nullable AppointmentId moving) {
        var party = moving == null
                ? null
                : appointments
                        .find(moving)
                        .orElseThrow(() -> new NotFound("visit"))
                        .party();
        var times = TimeSet.none(horizon);
        store.busy(Set.of(patient.value()), new Interval(horizon.start(), horizon.end()), party)
                .getOrDefault(patient.value(), List.of())
                .forEach(visit -> times.add(horizon.floor(visit.start()), horizon.ceil(visit.end())));
        return new SiteSearch.Patient(patient.value(), times, appointments.practitionersSeen(patient));
    }

    /** A query at some sites. */
    private record Search(OpeningQuery query, SiteSearch.@Nullable Patient patient, Instant now, List<Offer> offers) {

        private SiteSearch at(Offer offer, Wishes wishes) {
            return new SiteSearch(offer, patient, wishes, now);
        }

        List<Opening> first(Wishes wishes, int limit) {
            return offers.stream()
                    .flatMap(offer -> at(offer, wishes).first(query.from(), query.until(), limit).stream())
                    .sorted(Comparator.comparing(opening -> opening.time().start()))
                    .limit(limit)
                    .toList();
        }

        List<Openings.Conflict> conflicts() {
            return offers.stream()
                    .flatMap(offer -> at(offer, query.wishes()).conflicts(query.from(), query.until()).stream())
                    .toList();
        }
    }

    /** The smallest sets of wishes that must be dropped, the one with the earliest opening first. */
    private static List<Relaxation> relaxations(Search here, Search elsewhere) {
        var droppable = droppable(here.query().wishes(), !elsewhere.offers().isEmpty());
        for (var size = 1; size <= droppable.size(); size++) {
            var found = subsets(droppable, size).stream()
                    .flatMap(dropped -> {
                        var wishes = here.query().wishes().without(dropped);
                        var where = dropped.contains(Easing.SITE) ? elsewhere : here;
                        return where.first(wishes, 1).stream().map(first -> new Relaxation(dropped, first));
                    })
                    .sorted(Comparator.comparing(
                            relaxation -> relaxation.first().time().start()))
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static List<Easing> droppable(Wishes wishes, boolean otherSites) {
        var all = new ArrayList<Easing>();
        if (wishes.practitioner() != null) {
            all.add(Easing.PRACTITIONER);
        }
        if (wishes.sex() != null) {
            all.add(Easing.SEX);
        }
        if (wishes.language() != null) {
            all.add(Easing.LANGUAGE);
        }
        if (wishes.limitDays()) {
            all.add(Easing.WEEKDAYS);
        }
        if (wishes.limitHours()) {
            all.add(Easing.HOURS);
        }
        if (otherSites) {
            all.add(Easing.SITE);
        }
        return all;
    }

    private static List<Set<Easing>> subsets(List<Easing> all, int size) {
        return IntStream.range(0, 1 << all.size())
                .filter(bits -> Integer.bitCount(bits) == size)
                .mapToObj(bits -> IntStream.range(0, all.size())
                        .filter(i -> (bits & (1 << i)) != 0)
                        .mapToObj(all::get)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Easing.class))))
                .map(Set::copyOf)
                .toList();
    }
}
