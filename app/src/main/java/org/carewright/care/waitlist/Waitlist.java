package org.carewright.care.waitlist;

import static org.carewright.platform.types.Permission.BOOK;
import static org.carewright.platform.types.Permission.SEE_SCHEDULE;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.carewright.care.outreach.Answering;
import org.carewright.care.outreach.Letter;
import org.carewright.care.outreach.Letter.Wording;
import org.carewright.care.outreach.Outreach;
import org.carewright.care.outreach.Reach;
import org.carewright.care.outreach.Spoken;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.scheduling.BookingOutcome;
import org.carewright.care.scheduling.BookingRequest;
import org.carewright.care.scheduling.ChangeOutcome;
import org.carewright.care.scheduling.Opening;
import org.carewright.care.scheduling.OpeningQuery;
import org.carewright.care.scheduling.Scheduling;
import org.carewright.care.waitlist.Waiting.Status;
import org.carewright.care.waitlist.WaitlistStore.Row;
import org.carewright.foundation.clocks.Clocks;
import org.carewright.foundation.directory.Directory;
import org.carewright.foundation.patients.Patients;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.Stale;
import org.carewright.platform.web.Live;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Who waits for a time, and the times that become free. */
@Service
class Waitlist {

    static final String TOPIC = "waitlist";
    static final String LINK = "offer";

    private static final String RULE = "waitlist-offer";

    /** Where the clock for an answer is switched off. */
    private static final Duration TIME_TO_ANSWER = Duration.ofMinutes(60);

    /** Who is asked must still get ready and come. */
    private static final Duration SHORTEST_NOTICE = Duration.ofHours(2);

    /** A patient who answers none of so many offers gets no more. */
    private static final int MOST_UNANSWERED = 3;

    /** Openings of a search, of which some may be too soon or offered before. */
    private static final int MOST_LOOKED_AT = 20;

    private static final int OFFERS_SHOWN = 100;

    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final Clocks clocks;
    private final Directory directory;
    private final Live live;
    private final Outreach outreach;
    private final Patients patients;
    private final Scheduling scheduling;
    private final WaitlistStore store;
    private final TransactionTemplate transaction;

    Waitlist(
            Access access,
            Audit audit,
            Clock clock,
            Clocks clocks,
            Directory directory,
            Live live,
            Outreach outreach,
            Patients patients,
            Scheduling scheduling,
            WaitlistStore store,
            TransactionTemplate transaction) {
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.clocks = clocks;
        this.directory = directory;
        this.live = live;
        this.outreach = outreach;
        this.patients = patients;
        this.scheduling = scheduling;
        this.store = store;
        this.transaction = transaction;
    }

    /** A request with its place in the order; 0 where it gets no offers. */
    record Ranked(Row row, int rank, String words) {}

    /** A site's waitlist: who waits, in order; what was offered; what came of it in thirty days. */
    record Overview(List<Ranked> requests, List<Offer> offers, Figures figures) {}

    /** A request, and all that was offered on it. */
    record Detail(Waiting waiting, String words, List<Offer> offers) {}

    void requireBooking(Actor actor) {
        access.require(actor, BOOK);
    }

    void requireSight(Actor actor) {
        access.require(actor, SEE_SCHEDULE);
    }

    /**
     * Puts a patient on the list. Sent twice, it is done once.
     *
     * @throws Invalid with all that is wrong, or if she waits for such a visit already
     */
    @Transactional
    void ask(WaitRequest request, Actor actor) {
        access.require(actor, BOOK, request.patient());
        requireSite(actor, BOOK, request.site());
        Invalid.throwIfAny(request.issues(today(request.site())));
        if (store.find(request.id()).isPresent()) {
            return;
        }
        if (request.visit() != null
                && store.findVisit(request.visit())
                        .filter(visit -> visit.patient().equals(request.patient())
                                && visit.site().equals(request.site()))
                        .isEmpty()) {
            throw new NotFound("visit");
        }
        if (!store.insert(request, clock.instant(), actor.user())) {
            throw new Invalid(List.of(new Issue(
                    "visitType",
                    "conflict",
                    "The patient waits for this kind of visit already: change that request.")));
        }
        audit.created(actor, "ServiceRequest", request.id(), request.patient());
        live.changed(TOPIC);
    }

    /**
     * Changes what a request wishes; whose it is and for what stays.
     *
     * @throws Stale if it was changed since it was loaded, or is closed
     */
    @Transactional
    void change(WaitRequest request, int version, Actor actor) {
        var standing = find(request.id(), BOOK, actor);
        Invalid.throwIfAny(request.issues(today(standing.request().site())));
        if (!store.update(request, version)) {
            throw new Stale("request");
        }
        audited(standing, "changed", actor);
    }

    /** Takes a request off the list, and back what is offered on it at this moment. */
    @Transactional
    void close(UUID id, String why, Actor actor) {
        store.lock(id);
        var waiting = find(id, BOOK, actor);
        if (why.isBlank()) {
            throw new Invalid(List.of(Issue.required("why", "Say why the request is closed.")));
        }
        if (waiting.status().isOpen()) {
            withdraw(id, actor);
            store.set(id, Status.CLOSED, why.strip(), clock.instant());
            audited(waiting, "closed", actor);
        }
    }

    /** Offers go on. */
    @Transactional
    void resume(UUID id, Actor actor) {
        store.lock(id);
        var waiting = find(id, BOOK, actor);
        if (waiting.status() == Status.STALLED || waiting.status() == Status.CLOSED) {
            store.set(id, Status.WAITING, "", clock.instant());
            audited(waiting, "resumed", actor);
        }
    }

    private void withdraw(UUID request, Actor actor) {
        store.offers(request).stream().filter(offer -> offer.outcome() == null).forEach(offer -> {
            scheduling.letGo(offer.visit(), actor);
            store.answer(offer.visit(), Offer.Outcome.WITHDRAWN, null, clock.instant());
            outreach.withdraw(List.of(offer.visit().value()));
        });
    }

    @Transactional
    Overview overview(Set<SiteId> sites, Actor actor) {
        requireSight(actor);
        sites.forEach(site -> requireSite(actor, SEE_SCHEDULE, site));
        var now = clock.instant();
        var rows = store.rows(sites).stream()
                .filter(row -> access.allows(
                        actor, SEE_SCHEDULE, row.waiting().request().patient()))
                .toList();
        var ranked = rows.stream()
                .sorted((one, other) -> Waiting.RANK.compare(one.waiting(), other.waiting()))
                .map(row ->
                        ranked(row.waiting(), rows.stream().map(Row::waiting).toList(), row, now))
                .toList();
        audit.searched(
                actor,
                "ServiceRequest",
                Map.of("list", "waitlist"),
                rows.stream().map(row -> row.waiting().request().patient()).toList());
        return new Overview(
                ranked, store.offers(sites, OFFERS_SHOWN), store.figures(sites, now.minus(30, ChronoUnit.DAYS)));
    }

    private static Ranked ranked(Waiting waiting, Collection<Waiting> all, Row row, Instant now) {
        var rank = rank(waiting, all);
        return new Ranked(
                row, rank, rank == 0 ? waiting.why() : waiting.rankWords(rank, countWaiting(waiting, all), now));
    }

    /** From 1 among those who wait at the same site. */
    private static int rank(Waiting waiting, Collection<Waiting> all) {
        return waiting.status() != Status.WAITING
                ? 0
                : 1
                        + (int) others(waiting, all).stream()
                                .filter(other -> Waiting.RANK.compare(other, waiting) < 0)
                                .count();
    }

    private static int countWaiting(Waiting waiting, Collection<Waiting> all) {
        return 1 + others(waiting, all).size();
    }

    private static List<Waiting> others(Waiting waiting, Collection<Waiting> all) {
        return all.stream()
                .filter(other -> other.status() == Status.WAITING
                        && other.request().site().equals(waiting.request().site())
                        && !other.id().equals(waiting.id()))
                .toList();
    }

    @Transactional
    Detail detail(UUID id, Actor actor) {
        var waiting = find(id, SEE_SCHEDULE, actor);
        var all = store.open(waiting.request().site());
        var rank = rank(waiting, all);
        audit.read(actor, "ServiceRequest", id, waiting.request().patient());
        return new Detail(
                waiting,
                rank == 0 ? waiting.why() : waiting.rankWords(rank, countWaiting(waiting, all), clock.instant()),
                store.offers(id));
    }

    /** The day of a visit that may be given up for an earlier one. */
    @Transactional(readOnly = true)
    LocalDate dayOf(AppointmentId id, Actor actor) {
        access.require(actor, BOOK);
        var visit = store.findVisit(id).orElseThrow(() -> new NotFound("visit"));
        access.require(actor, BOOK, visit.patient());
        return LocalDate.ofInstant(visit.start(), directory.zone(visit.site()));
    }

    /**
     * Offers what was given back since the last time.
     *
     * @return how many offers were made
     */
    int offerFreed() {
        expire();
        var freed = Objects.requireNonNull(transaction.execute(step -> store.takeFreed()));
        return freed.stream().mapToInt(one -> offer(one.site(), one.day())).sum();
    }

    /**
     * Offers whatever suits anybody who waits.
     *
     * @return how many offers were made
     */
    int offerAny() {
        expire();
        var sites = Objects.requireNonNull(transaction.execute(step -> store.sites()));
        return sites.stream().mapToInt(site -> offer(site, null)).sum();
    }

    /** What ran out without an answer goes to the next; who answers none of several gets no more. */
    private void expire() {
        scheduling.expireHolds(); // by itself: an answer locks the offer first, then its visit
        transaction.executeWithoutResult(step -> {
            for (var id : Set.copyOf(store.expire(clock.instant()))) {
                store.find(id)
                        .filter(waiting ->
                                waiting.status() == Status.WAITING && waiting.unanswered() >= MOST_UNANSWERED)
                        .ifPresent(waiting -> {
                            var why = MOST_UNANSWERED + " offers in a row were not answered.";
                            store.set(id, Status.STALLED, why, clock.instant());
                            audited(
                                    waiting,
                                    "stalled",
                                    Actor.program(TOPIC, waiting.request().site()));
                        });
                live.changed(TOPIC);
            }
        });
    }

    /** Each in a transaction of its own, so that the next sees what the one before was offered. */
    private int offer(SiteId site, @Nullable LocalDate day) {
        var all = Objects.requireNonNull(transaction.execute(step -> store.open(site)));
        var zone = directory.zone(site);
        var waiting = all.stream()
                .filter(one -> one.status() == Status.WAITING)
                .sorted(Waiting.RANK)
                .toList();
        var offered = 0;
        for (var rank = 1; rank <= waiting.size(); rank++) {
            var one = waiting.get(rank - 1);
            var words = one.rankWords(rank, waiting.size(), clock.instant());
            if (one.liveOffer() == null
                    && Boolean.TRUE.equals(transaction.execute(step -> offerTo(one.id(), zone, day, words)))) {
                offered++;
            }
        }
        return offered;
    }

    /** @param day on which it must be, or null for any */
    private boolean offerTo(UUID id, ZoneId zone, @Nullable LocalDate day, String words) {
        store.lock(id);
        var found = store.find(id).filter(one -> one.status() == Status.WAITING && one.liveOffer() == null);
        if (found.isEmpty()) {
            return false;
        }
        var waiting = found.get();
        var request = waiting.request();
        store.takeTurns(request.site());
        var actor = Actor.program(TOPIC, request.site());
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, zone);
        if (waiting.until(zone).isBefore(today)) {
            runOut(waiting, actor);
            return false;
        }
        var opening = search(waiting, today, zone, day, actor);
        if (opening.isEmpty()) {
            return false;
        }
        if (patients.get(request.patient(), actor).demographics().deceased()) {
            store.set(id, Status.CLOSED, "The patient died.", now);
            audited(waiting, "closed", actor);
            return false;
        }
        var reach = outreach.findReach(request.patient(), actor);
        var awake = reach.map(way -> way.isAwake(now, zone)).orElseGet(() -> Reach.isDay(now, zone));
        return awake && offer(waiting, opening.get(), reach, zone, words, actor);
    }

    /** The last day that suits is over: who has a visit keeps it; of who has none, somebody must think. */
    private void runOut(Waiting waiting, Actor actor) {
        var status = waiting.current() == null ? Status.STALLED : Status.CLOSED;
        var why = waiting.current() == null ? "Its last day is over without a visit." : "No earlier time became free.";
        store.set(waiting.id(), status, why, clock.instant());
        audited(waiting, "run out", actor);
    }

    private Optional<Opening> search(
            Waiting waiting, LocalDate today, ZoneId zone, @Nullable LocalDate day, Actor actor) {
        var request = waiting.request();
        var from = request.earliest().isBefore(today) ? today : request.earliest();
        var until = waiting.until(zone);
        if (day != null && (day.isBefore(from) || day.isAfter(until))) {
            return Optional.empty();
        }
        var query = new OpeningQuery(
                request.visitType(),
                List.of(request.site()),
                request.patient(),
                waiting.current() == null ? null : request.visit(),
                day == null ? from : day,
                day == null ? until : day,
                request.wishes(),
                MOST_LOOKED_AT);
        var soonest = clock.instant().plus(SHORTEST_NOTICE);
        return scheduling.firstOpenings(query, actor).stream()
                .filter(opening -> !opening.time().start().isBefore(soonest))
                .filter(opening -> !store.wasOffered(waiting.id(), opening))
                .findFirst();
    }

    private boolean offer(
            Waiting waiting, Opening opening, Optional<Reach> reach, ZoneId zone, String words, Actor actor) {
        var request = waiting.request();
        var now = clock.instant();
        var expires = clocks.due(RULE, now, request.site()).orElseGet(() -> now.plus(TIME_TO_ANSWER));
        var visit = AppointmentId.fresh();
        var hold = new BookingRequest(
                visit,
                request.patient(),
                request.site(),
                request.visitType(),
                opening.practitioner(),
                opening.room(),
                opening.time(),
                "",
                null,
                null);
        if (!(scheduling.hold(hold, expires, actor) instanceof BookingOutcome.Booked)) {
            return false;
        }
        var channel = reach.map(way -> switch (way.channel()) {
                    case SMS -> Offer.Channel.SMS;
                    case EMAIL -> Offer.Channel.EMAIL;
                })
                .orElse(Offer.Channel.PHONE);
        var offer = new Offer(
                visit,
                waiting.id(),
                request.patient(),
                request.site(),
                channel,
                opening.time().start(),
                words,
                now,
                expires,
                null,
                null,
                null);
        store.insert(offer, opening);
        reach.ifPresent(way -> outreach.send(letter(offer, zone), way, actor));
        audited(waiting, "offered", actor);
        return true;
    }

    private Letter letter(Offer offer, ZoneId zone) {
        return new Letter(
                LINK,
                offer.visit().value(),
                offer.patient(),
                directory.site(offer.site()),
                language -> {
                    var when = Spoken.moment(offer.start(), zone, language);
                    var until = Spoken.time(offer.expiresAt(), zone, language);
                    return language.equals("es")
                            ? new Wording(
                                    "Hay una cita disponible",
                                    "Hay una cita disponible para usted: " + when + ". La reservamos hasta las " + until
                                            + ".",
                                    "Responda aquí:")
                            : new Wording(
                                    "A time is free for you",
                                    "A time is free for you: " + when + ". We hold it until " + until + ".",
                                    "Answer here:");
                },
                null,
                offer.expiresAt().plus(7, ChronoUnit.DAYS));
    }

    /** The offer behind a link. */
    @Transactional
    Offer offer(Answering message) {
        var offer = store.findOffer(new AppointmentId(message.about())).orElseThrow(() -> new NotFound("offer"));
        audit.read(message.actor(), "Appointment", message.about(), message.patient());
        return offer;
    }

    /** The patient takes what was offered, by link. */
    @Transactional
    OfferOutcome take(Answering message) {
        var outcome = take(new AppointmentId(message.about()), message.actor());
        if (outcome instanceof OfferOutcome.Taken) {
            outreach.answer(message, "taken");
        }
        return outcome;
    }

    /** The patient does not want it, by link. */
    @Transactional
    OfferOutcome decline(Answering message) {
        var outcome = decline(new AppointmentId(message.about()), message.actor());
        if (outcome instanceof OfferOutcome.Declined) {
            outreach.answer(message, "declined");
        }
        return outcome;
    }

    /** Who declined one time wants to hear of others. */
    @Transactional
    void stay(Answering message) {
        resume(offer(message).request(), message.actor());
    }

    /**
     * The patient takes what was offered; of those who answer at once, whoever the database lets in.
     *
     * @throws NotFound if there was no such offer
     */
    @Transactional
    OfferOutcome take(AppointmentId visit, Actor actor) {
        access.require(actor, BOOK);
        store.lockOffer(visit);
        var offer = store.findOffer(visit).orElseThrow(() -> new NotFound("offer"));
        store.lock(offer.request());
        var waiting = find(offer.request(), BOOK, actor);
        if (offer.outcome() == Offer.Outcome.ACCEPTED) {
            return new OfferOutcome.Taken(visit, offer.start());
        }
        if (offer.outcome() != null || !keep(offer, waiting, actor)) {
            return new OfferOutcome.TooLate();
        }
        var now = clock.instant();
        var gained = waiting.gainedDays(offer.start(), directory.zone(offer.site()));
        store.answer(visit, Offer.Outcome.ACCEPTED, gained, now);
        store.set(waiting.id(), Status.BOOKED, "", now);
        audited(waiting, "taken", actor);
        return new OfferOutcome.Taken(visit, offer.start());
    }

    private boolean keep(Offer offer, Waiting waiting, Actor actor) {
        var old = waiting.request().visit();
        return (waiting.current() == null || old == null)
                ? scheduling.keep(offer.visit(), actor) instanceof ChangeOutcome.Changed
                : scheduling.keepInstead(offer.visit(), old, actor) instanceof BookingOutcome.Booked;
    }

    /** The patient does not want what was offered; it goes to the next, and she gets no more until somebody says so. */
    @Transactional
    OfferOutcome decline(AppointmentId visit, Actor actor) {
        access.require(actor, BOOK);
        store.lockOffer(visit);
        var offer = store.findOffer(visit).orElseThrow(() -> new NotFound("offer"));
        store.lock(offer.request());
        var waiting = find(offer.request(), BOOK, actor);
        if (offer.outcome() == Offer.Outcome.DECLINED) {
            return new OfferOutcome.Declined();
        }
        if (offer.outcome() != null) {
            return new OfferOutcome.TooLate();
        }
        var now = clock.instant();
        scheduling.letGo(visit, actor);
        store.answer(visit, Offer.Outcome.DECLINED, null, now);
        store.set(waiting.id(), Status.STALLED, "The patient declined a time.", now);
        audited(waiting, "declined", actor);
        return new OfferOutcome.Declined();
    }

    private Waiting find(UUID id, Permission permission, Actor actor) {
        access.require(actor, permission);
        var waiting = store.find(id).orElseThrow(() -> new NotFound("request"));
        access.require(actor, permission, waiting.request().patient());
        requireSite(actor, permission, waiting.request().site());
        return waiting;
    }

    private void audited(Waiting waiting, String act, Actor actor) {
        PatientId patient = waiting.request().patient();
        audit.updated(actor, "ServiceRequest", waiting.id(), patient, Map.of("act", act));
        live.changed(TOPIC);
        live.changed("desk");
    }

    private LocalDate today(SiteId site) {
        return LocalDate.ofInstant(clock.instant(), directory.zone(site));
    }

    private static void requireSite(Actor actor, Permission permission, SiteId site) {
        if (!actor.sites().contains(site)) {
            throw new Forbidden(permission);
        }
    }
}
