package org.carewright.care.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.carewright.CarewrightTest;
import org.carewright.TestClock;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.ChangeOutcome.Changed;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContextManager;

/** For any history of a patient's visits, a loop is open exactly when its closing fact is absent. */
@CarewrightTest
class LoopHistoryTest {

    @Autowired
    Scheduling scheduling;

    @Autowired
    SchedulingFixtures fixtures;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    enum What {
        BOOK,
        CONFIRM,
        MOVE,
        CANCEL,
        ARRIVE,
        MISS,
        CHECK_OUT,
        DECLINE,
        UNDO,
        WAIT
    }

    /**
     * @param which the visit it happens to, counted from the first, modulo their number
     * @param number hours until the visit or hours that pass; its parity chooses between two kinds
     */
    record Event(What what, int which, int number) {}

    @BeforeProperty
    void inject() throws Exception {
        new TestContextManager(LoopHistoryTest.class).prepareTestInstance(this);
    }

    @AfterProperty
    void setTheClockBack() {
        clock.set(TestClock.MONDAY_MORNING);
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        return Combinators.combine(
                        Arbitraries.of(What.class),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(1, 60))
                .as(Event::new)
                .list()
                .ofMaxSize(30);
    }

    @Property(tries = 60)
    void a_loop_is_open_exactly_when_its_closing_fact_is_absent(@ForAll("histories") List<Event> history) {
        clock.set(TestClock.MONDAY_MORNING);
        var clinic = fixtures.clinic();
        var world = new World(clinic, fixtures.patient(clinic.site()), fixtures.visitType(0));

        history.forEach(world::happens);

        assertThat(world.open()).isEqualTo(world.expected());
    }

    /** What is known of a visit, without any of the rules that the application follows. */
    record Fact(
            String state,
            Instant start,
            VisitTypeId type,
            Instant madeAt,
            boolean confirmed,
            boolean declined,
            @Nullable Instant missedAt,
            @Nullable AppointmentId replaces,
            int version) {

        Fact now(String next, @Nullable Instant missed) {
            return new Fact(next, start, type, madeAt, confirmed, declined, missed, replaces, version + 1);
        }

        Fact confirmedNow() {
            return new Fact(state, start, type, madeAt, true, declined, missedAt, replaces, version + 1);
        }

        Fact declinedNow() {
            return new Fact(state, start, type, madeAt, confirmed, true, missedAt, replaces, version + 1);
        }

        Fact at(int newer) {
            return new Fact(state, start, type, madeAt, confirmed, declined, missedAt, replaces, newer);
        }

        Instant end() {
            return start.plus(Duration.ofMinutes(30));
        }
    }

    private final class World {

        private final Clinic clinic;
        private final PatientId patient;
        private final VisitTypeId otherType;
        private final List<AppointmentId> ids = new ArrayList<>();
        private final Map<AppointmentId, Fact> facts = new HashMap<>();
        private final Map<AppointmentId, Fact> before = new HashMap<>();

        World(Clinic clinic, PatientId patient, VisitTypeId otherType) {
            this.clinic = clinic;
            this.patient = patient;
            this.otherType = otherType;
        }

        private Fact fact(AppointmentId id) {
            return Objects.requireNonNull(facts.get(id));
        }

        private Fact before(AppointmentId id) {
            return Objects.requireNonNull(before.get(id));
        }

        void happens(Event event) {
            if (event.what() == What.WAIT) {
                clock.tick(Duration.ofHours(event.number()));
            } else if (event.what() == What.BOOK) {
                book(event.number());
            } else if (!ids.isEmpty()) {
                change(event, ids.get(event.which() % ids.size()));
            }
        }

        private void book(int hours) {
            var type = hours % 2 == 0 ? clinic.visitType() : otherType;
            var time = Interval.of(clock.instant().plus(Duration.ofHours(hours)), Duration.ofMinutes(30));
            var request = new BookingRequest(
                    AppointmentId.fresh(),
                    patient,
                    clinic.site(),
                    type,
                    clinic.practitioner(),
                    clinic.room(),
                    time,
                    "",
                    null,
                    "any time will do");
            if (scheduling.book(request, clinic.coordinator()) instanceof Booked) {
                ids.add(request.id());
                facts.put(
                        request.id(),
                        new Fact("booked", time.start(), type, clock.instant(), false, false, null, null, 0));
            }
        }

        private void change(Event event, AppointmentId id) {
            var fact = fact(id);
            var now = clock.instant();
            var by = clinic.coordinator();
            switch (event.what()) {
                case CONFIRM ->
                    kept(id, scheduling.confirm(id, fact.version(), Channel.PHONE, by), fact.confirmedNow());
                case ARRIVE -> kept(id, scheduling.arrive(id, fact.version(), by), fact.now("arrived", null));
                case MISS -> kept(id, scheduling.noShow(id, fact.version(), by), fact.now("missed", now));
                case CHECK_OUT -> kept(id, scheduling.checkOut(id, fact.version(), by), fact.now("done", null));
                case DECLINE ->
                    kept(id, scheduling.declineRebook(id, fact.version(), "recovered", by), fact.declinedNow());
                case CANCEL -> {
                    var why = event.number() % 2 == 0 ? null : "not needed";
                    var decision = new Cancellation(CancellationReason.PATIENT, CancellationReason.By.PATIENT, "", why);
                    var next = fact.now("cancelled", now);
                    kept(
                            id,
                            scheduling.cancel(id, fact.version(), decision, by),
                            why == null ? next : next.declinedNow().at(next.version()));
                }
                case MOVE -> move(id, fact, event.number());
                case UNDO -> undo(id, fact);
                case BOOK, WAIT -> throw new AssertionError(event);
            }
        }

        private void kept(AppointmentId id, ChangeOutcome outcome, Fact next) {
            if (outcome instanceof Changed) {
                before.put(id, fact(id));
                facts.put(id, next);
            }
        }

        private void move(AppointmentId id, Fact fact, int hours) {
            var time = Interval.of(clock.instant().plus(Duration.ofHours(hours)), Duration.ofMinutes(30));
            var request = new RescheduleRequest(
                    id, fact.version(), AppointmentId.fresh(), clinic.practitioner(), clinic.room(), time, "so be it");
            if (scheduling.reschedule(request, clinic.coordinator()) instanceof Booked) {
                before.put(id, fact);
                facts.put(id, fact.now("moved", clock.instant()));
                ids.add(request.id());
                facts.put(
                        request.id(),
                        new Fact("booked", time.start(), fact.type(), clock.instant(), false, false, null, id, 0));
            }
        }

        private void undo(AppointmentId id, Fact fact) {
            if (!(scheduling.undo(id, fact.version(), clinic.coordinator()) instanceof Changed)) {
                return;
            }
            if (fact.version() > 0) {
                facts.put(id, before(id).at(fact.version() + 1));
                return;
            }
            facts.put(id, fact.now("withdrawn", null));
            var old = fact.replaces();
            if (old != null) {
                facts.put(old, before(old).at(fact(old).version() + 1));
            }
        }

        Set<String> expected() {
            var expected = new TreeSet<String>();
            facts.forEach((id, fact) -> {
                var rule = rule(id, fact);
                if (rule != null) {
                    expected.add(rule + " " + id);
                }
            });
            return expected;
        }

        private @Nullable String rule(AppointmentId id, Fact fact) {
            var now = clock.instant();
            return switch (fact.state()) {
                case "missed" -> fact.declined() || isAnswered(id, fact, fact.start(), true) ? null : "no-show-rebook";
                case "cancelled" ->
                    fact.declined() || isAnswered(id, fact, Objects.requireNonNull(fact.missedAt()), false)
                            ? null
                            : "cancelled-rebook";
                case "arrived" -> now.isBefore(fact.end()) ? null : "visit-checkout";
                case "booked" ->
                    !now.isBefore(fact.end()) ? "visit-checkout" : isUnconfirmed(fact) ? "booking-unconfirmed" : null;
                default -> null;
            };
        }

        private boolean isAnswered(AppointmentId id, Fact missed, Instant since, boolean later) {
            return facts.entrySet().stream()
                    .filter(other -> !other.getKey().equals(id))
                    .map(Map.Entry::getValue)
                    .anyMatch(other -> !other.state().equals("withdrawn")
                            && other.replaces() == null
                            && other.type().equals(missed.type())
                            && !other.madeAt().isBefore(since)
                            && (!later || other.start().isAfter(missed.start())));
        }

        private boolean isUnconfirmed(Fact fact) {
            var now = clock.instant();
            var day = LocalDate.ofInstant(fact.start(), Clinic.ZONE);
            var eve = day.minusDays(1).atStartOfDay(Clinic.ZONE).toInstant();
            var madeBefore = LocalDate.ofInstant(fact.madeAt(), Clinic.ZONE).isBefore(day);
            return !fact.confirmed() && madeBefore && !now.isBefore(eve) && now.isBefore(fact.start());
        }

        Set<String> open() {
            var open = jdbc.sql("""
                    select rule || ' ' || subject from scheduling_loop
                     where patient_id = :patient and opened_at <= :now and (lapses_at is null or lapses_at > :now)
                    """)
                    .params(Params.of("patient", patient)
                            .and("now", clock.instant())
                            .map())
                    .query(String.class)
                    .list();
            return new TreeSet<>(open);
        }
    }
}
