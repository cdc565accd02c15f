package org.carewright.platform.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.jobs.Outbox;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.UserId;
import org.carewright.platform.web.Live;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opening a record outside one's scope in an emergency: one patient, a reason, a few hours, and a review afterwards. */
@Service
public class BreakGlass {

    private static final String KIND = "BreakGlass";
    private static final int SHORTEST_REASON = 10;

    /**
     * One opening.
     *
     * @param review what the privacy officer found; empty until then
     */
    public record Opening(
            UUID id,
            UserId user,
            String userName,
            PatientId patient,
            String reason,
            Instant openedAt,
            Instant expiresAt,
            Optional<Review> review) {}

    /** What a search for one record outside the scope came to. */
    public sealed interface FindOutcome {

        record Found(PatientId patient) implements FindOutcome {}

        /** Nobody has exactly this, or too little was said. */
        record Nobody() implements FindOutcome {}

        /** Too many were tried; for so long none is looked for. */
        record Wait(Duration time) implements FindOutcome {}
    }

    /** @param note why it was found so */
    public record Review(String reviewer, Instant at, boolean justified, String note) {}

    private final BreakGlassStore store;
    private final PatientScope patients;
    private final Access access;
    private final Audit audit;
    private final UserStore users;
    private final Throttle throttle;
    private final Outbox outbox;
    private final Live live;
    private final OwnAddress address;
    private final Clock clock;
    private final Duration length;

    BreakGlass(
            BreakGlassStore store,
            PatientScope patients,
            Access access,
            Audit audit,
            UserStore users,
            Throttle throttle,
            Outbox outbox,
            Live live,
            OwnAddress address,
            Clock clock,
            @Value("${carewright.break-glass-length}") Duration length) {
        this.store = store;
        this.patients = patients;
        this.access = access;
        this.audit = audit;
        this.users = users;
        this.throttle = throttle;
        this.outbox = outbox;
        this.live = live;
        this.address = address;
        this.clock = clock;
        this.length = length;
    }

    /**
     * Finds a record outside the actor's scope, for who knows exactly whose it is; answers nothing but that it is there.
     * Trying one after another is slowed down, and each try is in the audit trail.
     *
     * @param born ignored, as the names are, when there is an MRN
     */
    @Transactional
    public FindOutcome find(String mrn, String family, String given, Optional<LocalDate> born, Actor actor) {
        access.require(actor, Permission.BREAK_GLASS);
        var tries = List.of(new Throttle.Bucket(Backoff.FIND, "find " + actor.user()));
        var wait = throttle.attempt(tries);
        if (wait.isPresent()) {
            return new FindOutcome.Wait(wait.get());
        }
        var found = mrn.isEmpty()
                ? born.flatMap(date -> patients.findByName(family, given, date))
                : patients.findByMrn(mrn);
        audit.searched(
                actor,
                "Patient",
                Map.of(
                        "mrn",
                        mrn,
                        "family",
                        family,
                        "given",
                        given,
                        "born",
                        born.map(LocalDate::toString).orElse("")),
                found.stream().toList());
        found.ifPresent(patient -> throttle.succeeded(tries));
        return found.<FindOutcome>map(FindOutcome.Found::new).orElse(new FindOutcome.Nobody());
    }

    /**
     * Opens the record for the actor, from the next request on.
     *
     * @throws Invalid without a reason that a reviewer can weigh
     */
    @Transactional
    public UUID open(PatientId patient, String reason, Actor actor) {
        access.require(actor, Permission.BREAK_GLASS);
        if (patients.findScope(patient).isEmpty()) {
            throw new NotFound("patient");
        }
        if (reason.strip().length() < SHORTEST_REASON) {
            throw new Invalid(List.of(Issue.required(
                    "reason", "Say in a few words why you need this record now; the privacy officer reads it.")));
        }
        var now = clock.instant();
        var opening = new Opening(
                Id.fresh(),
                actor.user(),
                actor.name(),
                patient,
                reason.strip(),
                now,
                now.plus(length),
                Optional.empty());
        store.insert(opening);
        audit.executed(
                actor.breakingGlassFor(patient),
                "break-glass",
                "Patient",
                patient.value(),
                Set.of(patient),
                Map.of("reason", opening.reason()));
        tellReviewers(opening);
        live.changed("desk");
        return opening.id();
    }

    /** Without a word about the patient: mail is read by many. */
    private void tellReviewers(Opening opening) {
        var text = opening.userName() + " opened a record outside her or his scope. Say whether that was justified:\n"
                + address.url("/privacy/break-glass/" + opening.id());
        users.emails(reviewers()).forEach(reviewer -> outbox.put("mail", reviewer, "Break-glass to review", text));
    }

    public Duration length() {
        return length;
    }

    /** Those to be reviewed, the oldest first; or those that were, the latest first. */
    @Transactional
    public List<Opening> list(boolean reviewed, Actor actor) {
        access.require(actor, Permission.REVIEW_BREAK_GLASS);
        var openings = store.list(reviewed);
        var patients = openings.stream().map(Opening::patient).toList();
        audit.searched(actor, KIND, Map.of("reviewed", reviewed ? "yes" : "no"), patients);
        return openings;
    }

    @Transactional
    public Opening get(UUID id, Actor actor) {
        access.require(actor, Permission.REVIEW_BREAK_GLASS);
        var opening = store.find(id).orElseThrow(() -> new NotFound("break-glass"));
        audit.read(actor, KIND, id, opening.patient());
        return opening;
    }

    /** @throws Invalid if the actor opened it, it was reviewed already, or a fault is not explained */
    @Transactional
    public void review(UUID id, boolean justified, String note, Actor actor) {
        var opening = get(id, actor);
        if (opening.user().equals(actor.user())) {
            throw new Invalid(
                    List.of(Issue.value("", "You opened this record yourself; somebody else must review it.")));
        }
        if (!justified && note.isBlank()) {
            throw new Invalid(List.of(Issue.required("note", "Say why it was not justified, and what follows.")));
        }
        if (!store.review(id, justified, note.strip(), actor.user(), clock.instant())) {
            throw new Invalid(List.of(Issue.value("", "Somebody else reviewed it in the meantime.")));
        }
        audit.executed(
                actor,
                "review-break-glass",
                "Patient",
                opening.patient().value(),
                Set.of(opening.patient()),
                Map.of("justified", justified ? "yes" : "no"));
        live.changed("desk");
    }

    private static List<Role> reviewers() {
        return Arrays.stream(Role.values())
                .filter(role -> role.allows(Permission.REVIEW_BREAK_GLASS))
                .toList();
    }
}
