package org.carewright.care.itineraries;

import static org.carewright.platform.types.Permission.BOOK;
import static org.carewright.platform.types.Permission.SEE_SCHEDULE;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.carewright.care.itineraries.ItineraryStore.Member;
import org.carewright.care.itineraries.Plan.Choice;
import org.carewright.care.itineraries.Plan.Stop;
import org.carewright.care.itineraries.Wanted.Bounds;
import org.carewright.care.itineraries.Wanted.Leg;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.scheduling.BookingOutcome;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.BookingOutcome.Problem;
import org.carewright.care.scheduling.BookingOutcome.Refused;
import org.carewright.care.scheduling.BookingRequest;
import org.carewright.care.scheduling.Cancellation;
import org.carewright.care.scheduling.ChangeOutcome;
import org.carewright.care.scheduling.FreeStarts;
import org.carewright.care.scheduling.Opening;
import org.carewright.care.scheduling.OpeningQuery;
import org.carewright.care.scheduling.RescheduleRequest;
import org.carewright.care.scheduling.Scheduling;
import org.carewright.care.scheduling.Wishes;
import org.carewright.foundation.directory.Directory;
import org.carewright.foundation.directory.VisitType;
import org.carewright.openings.Horizon;
import org.carewright.openings.ItinerarySearch;
import org.carewright.openings.ItinerarySearch.Itinerary;
import org.carewright.openings.ItinerarySearch.Rules;
import org.carewright.openings.ItinerarySearch.Visit;
import org.carewright.openings.TimeSet;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Visits that belong together. */
@Service
class Itineraries {

    private static final int DAYS_SEARCHED = 90;
    private static final int PLANS_SHOWN = 4;

    /** Between two sites of which nobody said how far apart they are. */
    private static final int USUAL_TRAVEL = 30;

    /** Openings of one day, among which is the one that was chosen. */
    private static final int MOST_A_DAY = 300;

    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final Directory directory;
    private final Scheduling scheduling;
    private final ItineraryStore store;
    private final TransactionTemplate nested;

    Itineraries(
            Access access,
            Audit audit,
            Clock clock,
            Directory directory,
            Scheduling scheduling,
            ItineraryStore store,
            PlatformTransactionManager transactions) {
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.directory = directory;
        this.scheduling = scheduling;
        this.store = store;
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** A wish between the visits without which there would be an answer. */
    enum Easing {
        ORDER,
        SAME_DAY,
        SAME_SITE,
        TIME_BETWEEN,
        TRAVEL
    }

    /**
     * What a search found.
     *
     * @param plans the best, then the best of those that begin on a later day, and so on
     * @param lonely if there are none, the visits for which there is no time at all
     * @param easings if there are none but each visit alone has times, wishes of which one is to be dropped
     */
    record Answer(List<Plan> plans, List<Leg> lonely, List<Easing> easings) {}

    sealed interface Outcome {}

    /** All were booked, moved or cancelled. */
    record Done(UUID itinerary, int visits) implements Outcome {}

    /** Nothing was changed: what stands in the way of one of the visits. */
    record NotDone(List<Problem> problems) implements Outcome {}

    /** An itinerary with its visits as they are now. */
    record Detail(UUID id, Bounds bounds, PatientId patient, List<Member> members) {}

    void requireBooking(Actor actor) {
        access.require(actor, BOOK);
    }

    /**
     * Times for all visits together, or why there are none.
     *
     * @throws Invalid with all that is wrong with what is wanted
     */
    @Transactional
    Answer find(Wanted wanted, Actor actor) {
        require(wanted, actor);
        return search(wanted, actor);
    }

    private void require(Wanted wanted, Actor actor) {
        access.require(actor, BOOK, wanted.patient());
        wanted.sites().forEach(site -> requireSite(actor, BOOK, site));
        Invalid.throwIfAny(wanted.issues(today(wanted)));
    }

    private Answer search(Wanted wanted, Actor actor) {
        var free = wanted.legs().stream().map(leg -> free(wanted, leg, actor)).toList();
        var plans = plans(wanted, wanted.bounds(), free, PLANS_SHOWN);
        if (!plans.isEmpty()) {
            return new Answer(
                    plans.stream()
                            .map(found -> plan(found, wanted, free, actor))
                            .toList(),
                    List.of(),
                    List.of());
        }
        var lonely = IntStream.range(0, free.size())
                .filter(leg -> free.get(leg).free().values().stream().allMatch(set -> set.isEmpty()))
                .mapToObj(wanted.legs()::get)
                .toList();
        return new Answer(List.of(), lonely, lonely.isEmpty() ? easings(wanted, free) : List.of());
    }

    private FreeStarts free(Wanted wanted, Leg leg, Actor actor) {
        var from = wanted.from();
        return scheduling.starts(query(wanted, leg, wanted.sites(), from, from.plusDays(DAYS_SEARCHED - 1), 1), actor);
    }

    private static OpeningQuery query(
            Wanted wanted, Leg leg, List<SiteId> sites, LocalDate from, LocalDate until, int limit) {
        return new OpeningQuery(
                leg.visitType(), sites, wanted.patient(), null, from, until, Wishes.with(leg.practitioner()), limit);
    }

    private List<Itinerary> plans(Wanted wanted, Bounds bounds, List<FreeStarts> free, int limit) {
        var horizon = free.getFirst().horizon();
        var visits = IntStream.range(0, free.size())
                .mapToObj(
                        leg -> visit(directory.visitType(wanted.legs().get(leg).visitType()), wanted, free.get(leg)))
                .toList();
        return new ItinerarySearch(visits, rules(wanted.sites(), bounds), days(horizon, zone(wanted)), horizon.slots())
                .each(0, limit);
    }

    private static Visit visit(VisitType type, Wanted wanted, FreeStarts free) {
        var buffers = type.buffers();
        var all = List.of(buffers.practitioner(), buffers.room(), buffers.device());
        return new Visit(
                Horizon.slots(type.duration()),
                slots(all.stream().mapToInt(VisitType.Buffer::before).max().orElse(0)),
                slots(all.stream().mapToInt(VisitType.Buffer::after).max().orElse(0)),
                wanted.sites().stream()
                        .map(site -> free.free().getOrDefault(site, TimeSet.none(free.horizon())))
                        .toList());
    }

    private Rules rules(List<SiteId> sites, Bounds bounds) {
        var travel = sites.stream()
                .map(from -> {
                    var known = directory.travel(from);
                    return sites.stream()
                            .map(to -> from.equals(to) ? 0 : slots(known.getOrDefault(to, USUAL_TRAVEL)))
                            .toList();
                })
                .toList();
        return new Rules(
                bounds.ordered(),
                bounds.sameDay(),
                bounds.sameSite(),
                slots(bounds.leastMinutes()),
                bounds.mostMinutes() == null ? Integer.MAX_VALUE : bounds.mostMinutes() / 5,
                travel,
                bounds.mostTravel() == null ? Integer.MAX_VALUE : bounds.mostTravel() / 5);
    }

    private static int slots(int minutes) {
        return Horizon.slots(Duration.ofMinutes(minutes));
    }

    /** The first slots of the days, by that zone's clock. */
    private static int[] days(Horizon horizon, ZoneId zone) {
        var first = LocalDate.ofInstant(horizon.start(), zone);
        var later = Stream.iterate(first.plusDays(1), day -> day.plusDays(1))
                .map(day -> horizon.ceil(day.atStartOfDay(zone).toInstant()))
                .takeWhile(slot -> slot < horizon.slots())
                .filter(slot -> slot > 0);
        return Stream.concat(Stream.of(0), later).mapToInt(slot -> slot).toArray();
    }

    /** With who and what serves each visit. */
    private Plan plan(Itinerary found, Wanted wanted, List<FreeStarts> free, Actor actor) {
        var horizon = free.getFirst().horizon();
        var stops = found.stops().stream()
                .map(stop -> new Stop(
                        stop.visit(),
                        opening(
                                wanted,
                                wanted.legs().get(stop.visit()),
                                wanted.sites().get(stop.place()),
                                horizon.instant(stop.start()),
                                actor)))
                .toList();
        return new Plan(
                stops,
                found.days(),
                Horizon.SLOT.multipliedBy(found.between()),
                Horizon.SLOT.multipliedBy(found.travel()));
    }

    private Opening opening(Wanted wanted, Leg leg, SiteId site, Instant start, Actor actor) {
        var day = LocalDate.ofInstant(start, directory.zone(site));
        return scheduling.firstOpenings(query(wanted, leg, List.of(site), day, day, MOST_A_DAY), actor).stream()
                .filter(opening -> opening.time().start().equals(start))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a free start without an opening"));
    }

    /** Wishes each of which alone keeps the visits apart; none if it takes more than one. */
    private List<Easing> easings(Wanted wanted, List<FreeStarts> free) {
        var bounds = wanted.bounds();
        return Stream.of(Easing.values())
                .filter(easing -> {
                    var eased = ease(bounds, easing);
                    return !eased.equals(bounds)
                            && !plans(wanted, eased, free, 1).isEmpty();
                })
                .toList();
    }

    private static Bounds ease(Bounds bounds, Easing easing) {
        return new Bounds(
                easing != Easing.ORDER && bounds.ordered(),
                easing != Easing.SAME_DAY && bounds.sameDay(),
                easing != Easing.SAME_SITE && bounds.sameSite(),
                easing == Easing.TIME_BETWEEN ? 0 : bounds.leastMinutes(),
                easing == Easing.TIME_BETWEEN ? null : bounds.mostMinutes(),
                easing == Easing.TRAVEL ? null : bounds.mostTravel());
    }

    /**
     * Books all visits, or none.
     *
     * @param id the itinerary's future id, made with the form, so that sending the form twice books once
     * @param choices one for each leg
     */
    @Transactional
    Outcome book(UUID id, Wanted wanted, List<Choice> choices, Actor actor) {
        require(wanted, actor);
        if (store.find(id).isPresent()) {
            return new Done(id, wanted.legs().size());
        }
        var booked = new ArrayList<AppointmentId>();
        var failed = nested.execute(step -> {
            for (var choice : choices) {
                var leg = wanted.legs().get(choice.leg());
                var request = request(wanted.patient(), leg, choice);
                if (scheduling.book(request, actor) instanceof Refused(var problems)) {
                    step.setRollbackOnly();
                    return new NotDone(problems);
                }
                booked.add(request.id());
            }
            return null;
        });
        if (failed != null) {
            audit.searched(actor, "Appointment", Map.of("itinerary", "refused"), List.of(wanted.patient()));
            return failed;
        }
        store.insert(id, wanted.bounds(), clock.instant(), actor.user());
        for (var i = 0; i < choices.size(); i++) {
            var leg = choices.get(i).leg();
            store.insert(id, leg + 1, wanted.legs().get(leg), booked.get(i));
        }
        audit.created(actor, "RequestGroup", id, wanted.patient());
        return new Done(id, booked.size());
    }

    private BookingRequest request(PatientId patient, Leg leg, Choice choice) {
        var length = directory.visitType(leg.visitType()).duration();
        return new BookingRequest(
                AppointmentId.fresh(),
                patient,
                choice.site(),
                leg.visitType(),
                choice.practitioner(),
                choice.room(),
                Interval.of(choice.start(), length),
                "",
                null,
                null);
    }

    /** An itinerary, for whoever may see the patient's visits at all its sites. */
    @Transactional
    Detail detail(UUID id, Actor actor) {
        return find(id, SEE_SCHEDULE, actor);
    }

    /** Other times for the visits to come, each at its site, as if they had let go of theirs. */
    @Transactional
    Answer findOther(UUID id, LocalDate from, Actor actor) {
        var detail = find(id, BOOK, actor);
        var members = toCome(detail);
        var wanted = wanted(detail, members, from);
        require(wanted, actor);
        var visits = members.stream().map(Member::visit).toList();
        return scheduling.asIfFree(visits, () -> search(wanted, actor), actor);
    }

    /** Moves the visits to come, or none. */
    @Transactional
    Outcome move(UUID id, List<Choice> choices, Actor actor) {
        store.lock(id);
        var detail = find(id, BOOK, actor);
        var members = toCome(detail);
        var requests = choices.stream()
                .map(choice -> request(members.get(choice.leg()), choice))
                .toList();
        return switch (scheduling.rescheduleTogether(requests, actor)) {
            case Booked booked -> {
                audit.updated(actor, "RequestGroup", id, detail.patient(), Map.of("act", "moved"));
                yield new Done(id, requests.size());
            }
            case Refused(var problems) -> new NotDone(problems);
            case BookingOutcome.NotAllowed(var status) ->
                throw new IllegalStateException("a visit to come cannot be moved: " + status);
        };
    }

    private RescheduleRequest request(Member member, Choice choice) {
        var length = directory.visitType(member.leg().visitType()).duration();
        return new RescheduleRequest(
                member.visit(),
                member.version(),
                AppointmentId.fresh(),
                choice.practitioner(),
                choice.room(),
                Interval.of(choice.start(), length),
                null);
    }

    /** Cancels the visits to come. */
    @Transactional
    Outcome cancel(UUID id, Cancellation decision, Actor actor) {
        store.lock(id);
        var detail = find(id, BOOK, actor);
        var cancelled = toCome(detail).stream()
                .filter(member -> scheduling.cancel(member.visit(), member.version(), decision, actor)
                        instanceof ChangeOutcome.Changed)
                .count();
        audit.updated(actor, "RequestGroup", id, detail.patient(), Map.of("act", "cancelled"));
        return new Done(id, (int) cancelled);
    }

    List<Member> toCome(Detail detail) {
        var now = clock.instant();
        return detail.members().stream().filter(member -> member.isToCome(now)).toList();
    }

    /** What was asked for, of the visits that are to come. A visit that moves stays at its site, so all sites are theirs. */
    private static Wanted wanted(Detail detail, List<Member> members, LocalDate from) {
        return new Wanted(
                detail.patient(),
                members.stream().map(Member::site).distinct().toList(),
                members.stream().map(member -> member.leg().at(member.site())).toList(),
                detail.bounds(),
                from);
    }

    private Detail find(UUID id, Permission permission, Actor actor) {
        access.require(actor, permission);
        var bounds = store.find(id).orElseThrow(() -> new NotFound("itinerary"));
        var members = store.members(id);
        if (members.isEmpty()) {
            throw new NotFound("itinerary");
        }
        var patient = members.getFirst().patient();
        access.require(actor, permission, patient);
        members.forEach(member -> requireSite(actor, permission, member.site()));
        audit.read(actor, "RequestGroup", id, patient);
        return new Detail(id, bounds, patient, members);
    }

    private ZoneId zone(Wanted wanted) {
        return directory.zone(wanted.sites().getFirst());
    }

    private LocalDate today(Wanted wanted) {
        return LocalDate.ofInstant(clock.instant(), zone(wanted));
    }

    private static void requireSite(Actor actor, Permission permission, SiteId site) {
        if (!actor.sites().contains(site)) {
            throw new Forbidden(permission);
        }
    }
}
