package org.carewright.care.reminders;

import static org.carewright.platform.types.Permission.MANAGE_DIRECTORY;
import static org.carewright.platform.types.Permission.SEE_SCHEDULE;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.carewright.care.noshows.NoShowRisk;
import org.carewright.care.outreach.Answering;
import org.carewright.care.outreach.Letter;
import org.carewright.care.outreach.Outreach;
import org.carewright.care.outreach.Reach;
import org.carewright.care.reminders.CalendarFile.Event;
import org.carewright.care.reminders.ReminderStore.Feed;
import org.carewright.care.reminders.ReminderStore.Recent;
import org.carewright.care.reminders.ReminderStore.ToCall;
import org.carewright.care.scheduling.AppointmentCancelled;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.scheduling.AppointmentRescheduled;
import org.carewright.care.scheduling.BookingOutcome;
import org.carewright.care.scheduling.Cancellation;
import org.carewright.care.scheduling.CancellationReason;
import org.carewright.care.scheduling.ChangeOutcome;
import org.carewright.care.scheduling.Channel;
import org.carewright.care.scheduling.Opening;
import org.carewright.care.scheduling.OpeningQuery;
import org.carewright.care.scheduling.RescheduleRequest;
import org.carewright.care.scheduling.Scheduling;
import org.carewright.care.scheduling.Wishes;
import org.carewright.foundation.directory.Directory;
import org.carewright.foundation.directory.Practitioner;
import org.carewright.foundation.directory.Site;
import org.carewright.platform.access.Access;
import org.carewright.platform.access.OwnAddress;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.jobs.OutboxMessage.Attachment;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.web.Live;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells patients of their visits, and takes their answers. */
@Service
class Reminders {

    static final String LINK = "visit";
    static final String TOPIC = "reminders";

    /** Told in one round; more wait for the next. */
    private static final int BATCH = 200;

    private static final int RECENT_SHOWN = 200;
    private static final int TIMES_OFFERED = 8;
    private static final int DAYS_SEARCHED = 60;
    private static final Duration SHORTEST_NOTICE = Duration.ofHours(2);
    private static final int FEED_TOKEN_BYTES = 32;
    private static final Duration FEED_BACK = Duration.ofDays(14);
    private static final Duration FEED_AHEAD = Duration.ofDays(180);

    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final Directory directory;
    private final Live live;
    private final NoShowRisk risk;
    private final Outreach outreach;
    private final OwnAddress address;
    private final Scheduling scheduling;
    private final ReminderStore store;
    private final TransactionTemplate transaction;
    private final SecureRandom random = new SecureRandom();

    Reminders(
            Access access,
            Audit audit,
            Clock clock,
            Directory directory,
            Live live,
            NoShowRisk risk,
            Outreach outreach,
            OwnAddress address,
            Scheduling scheduling,
            ReminderStore store,
            TransactionTemplate transaction) {
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.directory = directory;
        this.live = live;
        this.risk = risk;
        this.outreach = outreach;
        this.address = address;
        this.scheduling = scheduling;
        this.store = store;
        this.transaction = transaction;
    }

    /**
     * Tells whoever is to be told now, each in a transaction of its own, once for each visit and window.
     *
     * @return how many messages were sent
     */
    int sendDue() {
        var now = clock.instant();
        var awake = directory.sites().stream()
                .filter(site -> Reach.isDay(now, site.zone()))
                .map(Site::id)
                .toList();
        var due = Objects.requireNonNull(transaction.execute(step -> store.due(awake, now, BATCH)));
        return (int) due.stream()
                .filter(one -> Boolean.TRUE.equals(transaction.execute(step -> tell(one))))
                .count();
    }

    private boolean tell(DueReminder due) {
        var actor = Actor.program(TOPIC, due.site());
        var now = clock.instant();
        var site = directory.site(due.site());
        var reach = outreach.findReach(due.patient(), actor);
        if (reach.isPresent() && !reach.get().isAwake(now, site.zone())) {
            return false; // when her quiet hours are over
        }
        if (!store.decide(due, now)) {
            return false;
        }
        live.changed(TOPIC);
        var visit = store.find(due.visit()).orElseThrow();
        reach.ifPresent(way -> store.sent(due, outreach.send(letter(visit, due.kind(), site), way, actor)));
        return reach.isPresent();
    }

    private Letter letter(ToldVisit visit, ReminderWindow.Kind kind, Site site) {
        var event = event(visit, site, kind == ReminderWindow.Kind.CANCELLED);
        return new Letter(
                LINK,
                visit.id().value(),
                visit.patient(),
                site,
                language -> ReminderWords.of(visit, kind, site, language),
                new Attachment("visit.ics", CalendarFile.TYPE, CalendarFile.of(List.of(event), clock.instant())),
                visit.time().end());
    }

    private static Event event(ToldVisit visit, Site site, boolean cancelled) {
        var place = site.address().isEmpty() ? site.name() : site.name() + ", " + site.address() + ", " + site.city();
        return new Event(visit.root(), visit.moves(), visit.time(), site.name(), place, cancelled);
    }

    /** What was to be said of a visit that is no more, and has not left yet, is not said. */
    @EventListener
    void cancelled(AppointmentCancelled event) {
        outreach.withdraw(List.of(event.id().value()));
    }

    @EventListener
    void moved(AppointmentRescheduled event) {
        outreach.withdraw(List.of(event.old().value()));
    }

    /** The visit behind a link. */
    @Transactional
    ToldVisit visit(Answering message) {
        var visit = store.find(new AppointmentId(message.about()))
                .filter(found -> found.patient().equals(message.patient()))
                .orElseThrow(() -> new NotFound("visit"));
        audit.read(message.actor(), "Appointment", message.about(), message.patient());
        return visit;
    }

    /** What came of an answer by link. */
    enum Answer {
        DONE,
        /** The visit has changed meanwhile, or was answered before. */
        NOT_ANY_MORE,
        /** Somebody else was quicker with that time. */
        TAKEN
    }

    /** The patient comes. */
    @Transactional
    Answer confirm(Answering message) {
        return answer(message, "confirmed", visit -> {
            var channel = message.channel() == Reach.Channel.SMS ? Channel.SMS : Channel.EMAIL;
            return scheduling.confirm(visit.id(), visit.version(), channel, message.actor())
                            instanceof ChangeOutcome.Changed
                    ? Answer.DONE
                    : Answer.NOT_ANY_MORE;
        });
    }

    /** The patient does not come; the visit then waits to be re-booked. */
    @Transactional
    Answer cancel(Answering message) {
        var decision = new Cancellation(
                CancellationReason.PATIENT_UNABLE, CancellationReason.By.PATIENT, "By the link in a message", null);
        return answer(
                message,
                "cancelled",
                visit -> scheduling.cancel(visit.id(), visit.version(), decision, message.actor())
                                instanceof ChangeOutcome.Changed
                        ? Answer.DONE
                        : Answer.NOT_ANY_MORE);
    }

    /** The patient wants to be called about another time. */
    @Transactional
    Answer askToMove(Answering message) {
        return answer(message, "asks for another time", visit -> {
            store.askToMove(visit, clock.instant());
            live.changed("desk");
            return Answer.DONE;
        });
    }

    /** Times to which the patient may move her visit herself; none where only staff book such a visit. */
    @Transactional
    List<Opening> times(Answering message) {
        var visit = visit(message);
        if (!visit.patientsMove() || message.answer() != null || !visit.isAhead(clock.instant())) {
            return List.of();
        }
        var today = LocalDate.ofInstant(clock.instant(), directory.zone(visit.site()));
        var soonest = clock.instant().plus(SHORTEST_NOTICE);
        var query = new OpeningQuery(
                visit.visitType(),
                List.of(visit.site()),
                visit.patient(),
                visit.id(),
                today,
                today.plusDays(DAYS_SEARCHED),
                Wishes.NONE,
                4 * TIMES_OFFERED);
        return scheduling.openings(query, message.actor()).openings().stream()
                .filter(opening -> opening.time().start().isAfter(soonest)
                        && !opening.time().equals(visit.time()))
                .limit(TIMES_OFFERED)
                .toList();
    }

    /** The patient takes one of {@link #times}. */
    @Transactional
    Answer move(Answering message, Instant start) {
        var chosen = times(message).stream()
                .filter(opening -> opening.time().start().equals(start))
                .findFirst();
        if (chosen.isEmpty()) {
            return Answer.TAKEN;
        }
        return answer(message, "moved", visit -> {
            var request = new RescheduleRequest(
                    visit.id(),
                    visit.version(),
                    AppointmentId.fresh(),
                    chosen.get().practitioner(),
                    chosen.get().room(),
                    chosen.get().time(),
                    null);
            return scheduling.reschedule(request, message.actor()) instanceof BookingOutcome.Booked
                    ? Answer.DONE
                    : Answer.TAKEN;
        });
    }

    /** A link works once, for a visit that is still ahead. */
    private Answer answer(Answering message, String words, Function<ToldVisit, Answer> act) {
        var visit = visit(message);
        if (message.over() || message.answer() != null || !visit.isAhead(clock.instant())) {
            return Answer.NOT_ANY_MORE;
        }
        var done = act.apply(visit);
        if (done == Answer.DONE) {
            outreach.answer(message, words);
            live.changed(TOPIC);
        }
        return done;
    }

    /** The visit behind a link, for a calendar program. */
    @Transactional
    String calendar(Answering message) {
        var visit = visit(message);
        return CalendarFile.of(
                List.of(event(visit, directory.site(visit.site()), !visit.isAhead(clock.instant()))), clock.instant());
    }

    /** A visit to call about, with the chance that it is missed, or null where nothing was learned. */
    record Call(ToCall visit, @Nullable Double risk) {}

    /** A site's day as the page shows it. */
    record Overview(List<Call> calls, List<Recent> recent, List<ReminderWindow> windows) {}

    void requireSight(Actor actor) {
        access.require(actor, SEE_SCHEDULE);
    }

    void requireChange(Actor actor) {
        access.require(actor, MANAGE_DIRECTORY);
    }

    /** Unconfirmed visits of a day, those that are missed most likely first; and what was sent of late. */
    @Transactional
    Overview overview(SiteId site, LocalDate day, Actor actor) {
        requireSight(actor);
        if (!actor.sites().contains(site)) {
            throw new Forbidden(SEE_SCHEDULE);
        }
        var zone = directory.zone(site);
        var visits = store.toCall(site, start(day, zone), start(day.plusDays(1), zone));
        var risks = visits.isEmpty()
                ? Map.<AppointmentId, Double>of()
                : risk.risks(visits.stream().map(ToCall::visit).toList(), actor);
        var calls = visits.stream()
                .map(visit -> new Call(visit, risks.get(visit.visit())))
                .sorted(Comparator.comparing(
                                (Call call) -> call.risk() == null ? 0.0 : call.risk(), Comparator.reverseOrder())
                        .thenComparing(call -> call.visit().start()))
                .toList();
        var recent = store.recent(site, RECENT_SHOWN);
        audit.searched(
                actor,
                "Communication",
                Map.of("site", site.toString(), "day", day.toString()),
                Stream.concat(
                                visits.stream().map(ToCall::patient),
                                recent.stream().map(Recent::patient))
                        .distinct()
                        .toList());
        return new Overview(calls, recent, store.windows());
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** Changes when patients are told, or whether. */
    @Transactional
    void change(String id, @Nullable Integer hours, boolean active, int version, Actor actor) {
        requireChange(actor);
        var standing = store.windows().stream()
                .filter(window -> window.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("window"));
        var wanted = new ReminderWindow(id, standing.kind(), standing.hours() == null ? null : hours, active, version);
        if (standing.hours() != null && hours == null) {
            throw new Invalid(List.of(Issue.required("hours", "Say how many hours before the visit.")));
        }
        Invalid.throwIfAny(wanted.issues());
        if (!store.save(wanted)) {
            throw new Invalid(List.of(new Issue(
                    "hours",
                    "conflict",
                    "Another reminder goes out then, or somebody changed this one: load the page.")));
        }
        audit.updated(
                actor,
                "PlanDefinition",
                UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)),
                null,
                Map.of("window", id, "hours", String.valueOf(hours), "active", String.valueOf(active)));
        live.changed(TOPIC);
    }

    /** The practitioner whom this account belongs to, and her feed. */
    record Own(Practitioner practitioner, Optional<Feed> feed) {}

    @Transactional(readOnly = true)
    Optional<Own> own(Actor actor) {
        requireSight(actor);
        return directory
                .findPractitioner(actor.user())
                .map(practitioner -> new Own(practitioner, store.findFeed(practitioner.id())));
    }

    /** The address of a practitioner's own visits for her calendar program; shown once, and the one before ends. */
    @Transactional
    String makeFeed(Actor actor) {
        var practitioner =
                own(actor).orElseThrow(() -> new Forbidden(SEE_SCHEDULE)).practitioner();
        var bytes = new byte[FEED_TOKEN_BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        store.keepFeed(practitioner.id(), hash(token), clock.instant(), actor.user());
        audit.created(actor, "Endpoint", practitioner.id().value(), null);
        return address.url("/feeds/" + token + ".ics");
    }

    @Transactional
    void endFeed(Actor actor) {
        var practitioner =
                own(actor).orElseThrow(() -> new Forbidden(SEE_SCHEDULE)).practitioner();
        store.endFeed(practitioner.id());
        audit.deleted(actor, "Endpoint", practitioner.id().value(), null);
    }

    /**
     * A practitioner's visits: when, where and of which kind, without patients, because calendar programs keep what they read.
     *
     * @throws NotFound if there is no such feed any more
     */
    @Transactional
    String feed(String token, String caller) {
        var now = clock.instant();
        var practitioner = store.readFeed(hash(token), now).orElseThrow(() -> new NotFound("calendar"));
        var events = store.feed(practitioner, now.minus(FEED_BACK), now.plus(FEED_AHEAD)).stream()
                .map(visit -> new Event(
                        visit.root(),
                        visit.moves(),
                        visit.time(),
                        visit.visitType(),
                        visit.room() == null ? visit.site() : visit.site() + ", " + visit.room(),
                        false))
                .toList();
        var actor = Actor.operator("calendar feed").from(new Origin("GET /feeds/{token}", Origin.OPERATIONS, caller));
        audit.read(actor, "Endpoint", practitioner.value(), null);
        return CalendarFile.of(events, now);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
