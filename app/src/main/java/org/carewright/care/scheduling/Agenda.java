package org.carewright.care.scheduling;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carewright.care.scheduling.Calendar.By;
import org.carewright.care.scheduling.Calendar.Column;
import org.carewright.care.scheduling.ResourceStore.Named;
import org.carewright.care.scheduling.ResourceStore.Site;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.foundation.patients.PatientQuery;
import org.carewright.foundation.patients.PatientSummary;
import org.carewright.foundation.patients.Patients;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the pages of the schedule read. */
@Service
class Agenda {

    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final Patients patients;
    private final VisitStore visits;
    private final ResourceStore resources;
    private final DayPlans plans;
    private final ObjectProvider<BookingNotice> notices;

    Agenda(
            Access access,
            Audit audit,
            Clock clock,
            Patients patients,
            VisitStore visits,
            ResourceStore resources,
            DayPlans plans,
            ObjectProvider<BookingNotice> notices) {
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.patients = patients;
        this.visits = visits;
        this.resources = resources;
        this.plans = plans;
        this.notices = notices;
    }

    /**
     * A visit with what could spoil it.
     *
     * @param group the visits of the others who take part, none unless it is a group visit
     */
    record Detail(Visit visit, List<BookingNotice.Notice> notices, List<Visit> group) {}

    /** Who and what can be chosen at a site. */
    record Choices(List<VisitRules> visitTypes, List<Named> practitioners, List<Named> rooms, List<String> languages) {}

    /** The sites among which this actor may choose. */
    @Transactional
    List<Site> sites(Actor actor) {
        access.require(actor, Permission.SEE_SCHEDULE);
        return resources.sites(actor.sites());
    }

    /** The practitioners or rooms of a site that the calendar can show from a day on. */
    @Transactional
    List<Named> resources(ScheduleView view, Actor actor) {
        require(actor, view.site());
        return view.by() == By.PRACTITIONER
                ? resources.practitioners(view.site(), null, Set.of(), view.first(), view.last())
                : resources.rooms(view.site(), Set.of());
    }

    @Transactional
    Choices choices(SiteId site, LocalDate day, Actor actor) {
        require(actor, site);
        return new Choices(
                resources.rules(),
                resources.practitioners(site, null, Set.of(), day, day.plusDays(60)),
                resources.rooms(site, Set.of()),
                resources.languages());
    }

    /** What a practitioner is called; empty for nobody. */
    @Transactional
    String name(@Nullable PractitionerId practitioner, Actor actor) {
        access.require(actor, Permission.SEE_SCHEDULE);
        return practitioner == null ? "" : resources.findName(practitioner).orElse("This practitioner");
    }

    @Transactional
    Calendar calendar(ScheduleView view, Actor actor) {
        require(actor, view.site());
        var site = resources.findSite(view.site()).orElseThrow(() -> new NotFound("site"));
        var span = new Interval(
                Availability.day(view.first(), site.zone()).start(),
                Availability.day(view.last(), site.zone()).end());
        var shown = visits.list(view.site(), span).stream()
                .filter(visit -> visit.status() != AppointmentStatus.CANCELLED)
                .toList();
        auditList(actor, view.site(), view.date(), shown);
        var candidates = resources(view, actor);
        var columns = view.week() ? week(view, site, candidates, shown) : day(view, site, candidates, shown);
        return Calendar.of(columns, site.zone());
    }

    /** All visits of a day at a site, cancelled ones too, in the order of time. */
    @Transactional
    List<Visit> day(SiteId site, LocalDate day, Actor actor) {
        require(actor, site);
        var zone =
                resources.findSite(site).orElseThrow(() -> new NotFound("site")).zone();
        var found = visits.list(site, Availability.day(day, zone)).stream()
                .filter(visit -> visit.progress().cancelReason() != CancellationReason.RESCHEDULED)
                .toList();
        auditList(actor, site, day, found);
        return found;
    }

    @Transactional
    Detail visit(AppointmentId id, Actor actor) {
        access.require(actor, Permission.SEE_SCHEDULE);
        var visit = visits.find(id).orElseThrow(() -> new NotFound("visit"));
        access.require(actor, Permission.SEE_SCHEDULE, visit.patient().id());
        require(actor, visit.site());
        audit.read(actor, "Appointment", id.value(), visit.patient().id());
        var group = visit.seat() == null ? List.<Visit>of() : visits.othersOf(visit);
        if (!group.isEmpty()) {
            auditList(actor, visit.site(), LocalDate.ofInstant(visit.time().start(), visit.zone()), group);
        }
        return new Detail(
                visit,
                notices.orderedStream()
                        .flatMap(source -> source.notices(id, actor).stream())
                        .sorted(Comparator.comparing(BookingNotice.Notice::severity))
                        .toList(),
                group);
    }

    /** Whether this actor may book at all; pages ask before they show a form. */
    void requireBooking(Actor actor) {
        access.require(actor, Permission.BOOK);
    }

    /** What a visit type asks for. */
    @Transactional
    VisitRules rules(VisitTypeId visitType, Actor actor) {
        access.require(actor, Permission.SEE_SCHEDULE);
        return resources.findRules(visitType).orElseThrow(() -> new NotFound("visit type"));
    }

    /** As {@link #visit}, for somebody who is about to move it. */
    @Transactional
    Visit visitToMove(AppointmentId id, Actor actor) {
        requireBooking(actor);
        return visit(id, actor).visit();
    }

    /** A patient's visits at the actor's sites, the latest first. */
    @Transactional
    List<Visit> ofPatient(PatientId patient, int limit, Actor actor) {
        access.require(actor, Permission.SEE_SCHEDULE, patient);
        var found = visits.ofPatient(patient, actor.sites(), limit);
        audit.searched(actor, "Appointment", Map.of("patient", patient.toString()), List.of(patient));
        return found;
    }

    /** The nearest visit of each patient who fits the words. */
    @Transactional
    List<Visit> find(String words, int limit, Actor actor) {
        if (!actor.may(Permission.SEE_SCHEDULE) || !actor.may(Permission.SEARCH_PATIENTS)) {
            return List.of();
        }
        var found = patients.search(PatientQuery.of(words, 8), actor).patients().stream()
                .limit(limit)
                .map(PatientSummary::id)
                .toList();
        var nearest = visits.nearest(found, actor.sites(), clock.instant());
        audit.searched(
                actor,
                "Appointment",
                Map.of("text", words),
                nearest.stream().map(visit -> visit.patient().id()).toList());
        return nearest;
    }

    private List<Column> day(ScheduleView view, Site site, List<Named> candidates, List<Visit> shown) {
        var open = open(view, site, candidates, view.date());
        var columns = candidates.stream()
                .map(resource ->
                        column(resource.id(), resource.name(), view.date(), open.get(resource.id()), shown, view.by()))
                .filter(column -> !column.open().isEmpty() || !column.entries().isEmpty())
                .toList();
        var others = shown.stream()
                .filter(visit ->
                        columns.stream().noneMatch(column -> Objects.equals(column.resource(), of(visit, view.by()))))
                .toList();
        return others.isEmpty()
                ? columns
                : Stream.concat(
                                columns.stream(),
                                Stream.of(new Column(
                                        null,
                                        view.by() == By.ROOM ? "No room" : "Others",
                                        view.date(),
                                        List.of(),
                                        Calendar.lanes(others))))
                        .toList();
    }

    private List<Column> week(ScheduleView view, Site site, List<Named> candidates, List<Visit> shown) {
        var resource = candidates.stream()
                .filter(named -> view.resource() == null || named.id().equals(view.resource()))
                .findFirst();
        if (resource.isEmpty()) {
            return List.of();
        }
        var one = resource.get();
        return view.first()
                .datesUntil(view.last().plusDays(1))
                .map(day -> {
                    var whole = Availability.day(day, site.zone());
                    var today = shown.stream()
                            .filter(visit -> visit.time().overlaps(whole))
                            .toList();
                    var open = open(view, site, List.of(one), day);
                    return column(one.id(), one.name(), day, open.get(one.id()), today, view.by());
                })
                .toList();
    }

    private static Column column(
            UUID resource, String title, LocalDate day, @Nullable List<Interval> open, List<Visit> shown, By by) {
        var mine =
                shown.stream().filter(visit -> resource.equals(of(visit, by))).toList();
        return new Column(resource, title, day, open == null ? List.of() : open, Calendar.lanes(mine));
    }

    private Map<UUID, List<Interval>> open(ScheduleView view, Site site, List<Named> candidates, LocalDate day) {
        var siteOpen = Availability.open(
                day, site.zone(), resources.siteHours(site.id()), resources.closures(site.id(), day, day));
        if (view.by() == By.ROOM) {
            return candidates.stream().collect(Collectors.toMap(Named::id, room -> siteOpen));
        }
        var works = plans.works(site, day, candidates);
        works.replaceAll((id, hours) -> Intervals.intersection(hours, siteOpen));
        return works;
    }

    private static @Nullable UUID of(Visit visit, By by) {
        var resource = by == By.PRACTITIONER ? visit.practitioner() : visit.room();
        return resource == null ? null : resource.id();
    }

    private void require(Actor actor, SiteId site) {
        access.require(actor, Permission.SEE_SCHEDULE);
        if (!actor.sites().contains(site)) {
            throw new Forbidden(Permission.SEE_SCHEDULE);
        }
    }

    private void auditList(Actor actor, SiteId site, LocalDate day, List<Visit> shown) {
        audit.searched(
                actor,
                "Appointment",
                Map.of("site", site.toString(), "day", day.toString()),
                shown.stream().map(visit -> visit.patient().id()).toList());
    }
}
