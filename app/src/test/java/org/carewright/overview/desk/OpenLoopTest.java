package org.carewright.overview.desk;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.carewright.CarewrightTest;
import org.carewright.TestClock;
import org.carewright.care.records.Decision;
import org.carewright.care.records.RecordFixtures;
import org.carewright.care.records.Records;
import org.carewright.care.records.ResourceId;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.BookingRequest;
import org.carewright.care.scheduling.Cancellation;
import org.carewright.care.scheduling.CancellationReason;
import org.carewright.care.scheduling.ChangeOutcome;
import org.carewright.care.scheduling.ChangeOutcome.Changed;
import org.carewright.care.scheduling.Channel;
import org.carewright.care.scheduling.RescheduleRequest;
import org.carewright.care.scheduling.Scheduling;
import org.carewright.care.scheduling.SchedulingFixtures;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.foundation.patients.PatientFixtures;
import org.carewright.overview.desk.LoopFacts.Said;
import org.carewright.overview.desk.LoopFacts.State;
import org.carewright.overview.desk.LoopFacts.Thing;
import org.carewright.overview.desk.LoopFacts.Visit;
import org.carewright.platform.access.BreakGlass;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContextManager;

/**
 * For any history of two people, who may be one, a loop of any kind is open on the desk exactly when its closing fact is
 * absent: after each step the desk is compared with {@link LoopFacts}.
 */
@CarewrightTest
class OpenLoopTest {

    private static final Duration LENGTH = Duration.ofMinutes(30);

    @Autowired
    Desk desk;

    @Autowired
    Scheduling scheduling;

    @Autowired
    Records records;

    @Autowired
    BreakGlass breakGlass;

    @Autowired
    SchedulingFixtures schedules;

    @Autowired
    RecordFixtures charts;

    @Autowired
    PatientFixtures patients;

    @Autowired
    StaffFixtures staff;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    /** Does everything, and afterwards looks at the desk. */
    @SuppressWarnings("NullAway.Init") // by inject
    Actor everybody;

    /** Breaks the glass, which nobody may review herself. */
    @SuppressWarnings("NullAway.Init")
    Actor stranger;

    /** What may happen, and how often beside the rest: nothing waits for its interval unless time passes. */
    enum What {
        BOOK(3),
        CONFIRM(1),
        MOVE(1),
        CANCEL(2),
        ARRIVE(1),
        MISS(2),
        CHECK_OUT(3),
        DECLINE(1),
        PLAN(2),
        CONDITION(3),
        SEEN_ELSEWHERE(1),
        RESULT(1),
        CORRECT_RESULT(1),
        REVIEW_RESULT(1),
        TELL_APART(1),
        MERGE(1),
        UNDO_MERGE(1),
        BREAK_GLASS(1),
        REVIEW_OPENING(1),
        WRITE_TASK(1),
        FINISH_TASK(1),
        REOPEN_TASK(1),
        HOURS_PASS(4),
        MONTHS_PASS(3);

        final int weight;

        What(int weight) {
            this.weight = weight;
        }
    }

    /**
     * @param which the patient, visit, result… it happens to, counted from the first, modulo their number
     * @param number hours until a visit, or how much time passes; its parity chooses between two kinds
     */
    record Event(What what, int which, int number) {}

    @BeforeProperty
    void inject() throws Exception {
        new TestContextManager(OpenLoopTest.class).prepareTestInstance(this);
        everybody = staff.actor(Set.of(Role.COORDINATOR, Role.NURSE, Role.MANAGER));
        stranger = staff.actor(Role.CLINICIAN);
    }

    @AfterProperty
    void setTheClockBack() {
        clock.set(TestClock.MONDAY_MORNING);
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        var weighted = Arrays.stream(What.values())
                .map(what -> Tuple.of(what.weight, what))
                .toList();
        return Combinators.combine(
                        Arbitraries.frequency(weighted),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(1, 60))
                .as(Event::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    @Property(tries = 40)
    void a_loop_is_open_exactly_when_its_closing_fact_is_absent(@ForAll("histories") List<Event> history) {
        clock.set(TestClock.MONDAY_MORNING);
        var world = new World();

        for (var event : history) {
            world.happens(event);
            assertThat(world.open()).as("after %s", event).isEqualTo(world.facts.open(clock.instant()));
        }
    }

    /** Calls the faces as staff would, and writes down as facts what they accepted. */
    private final class World {

        private final Clinic clinic = schedules.clinic();
        private final Actor we = new Actor(
                everybody.user(), everybody.name(), everybody.roles(), Set.of(clinic.site()), everybody.origin());
        private final List<Person> people = List.of(person(), person());
        private final LoopFacts facts =
                new LoopFacts(Set.of(people.get(0).id(), people.get(1).id()), Clinic.ZONE, organizationZone());
        private final Deque<Merge> merges = new ArrayDeque<>();
        private int corrections;

        /** @param chart logical id of the Patient resource */
        private record Person(PatientId id, String chart) {}

        /** A result as the laboratory knows it. */
        private record Observation(String logicalId, String chart) {

            ResourceId id() {
                return RecordFixtures.idOf("Observation", logicalId);
            }

            @Override
            public String toString() {
                return id().toString();
            }
        }

        private record Merge(UUID id, PatientId from, List<Runnable> back) {}

        /** One of two with the same names and birth date, which nobody else has. */
        private Person person() {
            var chart = RecordFixtures.freshId();
            var name = clinic.site().toString().replace("-", "");
            var born = LocalDate.of(1930, 1, 1)
                    .plusDays(Math.floorMod(clinic.site().hashCode(), 25_000));
            charts.importLines(clinic.site(), """
                    {"resourceType":"Patient","id":"%s","name":[{"family":"F%s","given":["G%s"]}],"gender":"female","birthDate":"%s"}""".formatted(chart, name, name, born));
            return new Person(charts.patientOf(chart), chart);
        }

        private ZoneId organizationZone() {
            return ZoneId.of(jdbc.sql("select time_zone from organization_view")
                    .query(String.class)
                    .optional()
                    .orElse("UTC"));
        }

        void happens(Event event) {
            var number = event.number();
            var person = people.get(event.which() % 2);
            var patient = person.id();
            switch (event.what()) {
                case HOURS_PASS -> clock.tick(Duration.ofHours(number));
                case MONTHS_PASS -> clock.tick(Duration.ofDays(60L * (1 + number % 4)));
                case BOOK -> book(survivor(patient), number);
                case CONFIRM, MOVE, CANCEL, ARRIVE, MISS, CHECK_OUT, DECLINE -> {
                    if (!facts.visits.isEmpty()) {
                        change(event, facts.visits.get(event.which() % facts.visits.size()));
                    }
                }
                case PLAN -> plan(person, number % 3 > 0);
                case CONDITION -> condition(person, number % 3 > 0);
                case SEEN_ELSEWHERE -> seen(person, number);
                case RESULT -> result(person);
                case CORRECT_RESULT -> some("result-unreviewed", event).forEach(this::correct);
                case REVIEW_RESULT ->
                    some("result-unreviewed", event).forEach(result -> {
                        records.review(Set.of(((Observation) result.id).id()), Decision.NO_ACTION, "", we);
                        result.closed = true;
                    });
                case TELL_APART -> {
                    if (facts.standing.size() > 1) {
                        patients.tellApart(patient, we);
                        facts.twoPeople = true;
                    }
                }
                case MERGE -> merge(patient, people.get(1 - event.which() % 2).id());
                case UNDO_MERGE -> undoMerge();
                case BREAK_GLASS ->
                    facts.things.add(new Thing(
                            "break-glass-review", breakGlass.open(patient, "Found unconscious", stranger), patient));
                case REVIEW_OPENING ->
                    some("break-glass-review", event)
                            .filter(opening -> !opening.closed)
                            .forEach(opening -> {
                                breakGlass.review((UUID) opening.id, true, "", we);
                                opening.closed = true;
                            });
                case WRITE_TASK -> {
                    var about = survivor(patient);
                    var task = new Task(null, about, "Call her", "", Severity.LOW, null);
                    facts.things.add(new Thing("task", desk.addTask(task, we), about));
                }
                case FINISH_TASK -> some("task", event).forEach(task -> setDone(task, true));
                case REOPEN_TASK -> some("task", event).forEach(task -> setDone(task, false));
            }
        }

        /** The result, opening or task that the event is about; none while there is none. */
        private Stream<Thing> some(String rule, Event event) {
            var all = facts.things.stream()
                    .filter(thing -> thing.rule.equals(rule))
                    .toList();
            return all.isEmpty() ? Stream.empty() : Stream.of(all.get(event.which() % all.size()));
        }

        private PatientId survivor(PatientId patient) {
            return facts.standing.contains(patient)
                    ? patient
                    : facts.standing.iterator().next();
        }

        private void setDone(Thing task, boolean done) {
            desk.setDone((UUID) task.id, done, we);
            task.closed = done;
        }

        private void plan(Person person, boolean active) {
            var id = "plan-" + person.chart();
            var status = active ? "active" : "completed";
            say(facts.plans, id, person, active, RecordFixtures.carePlan(id, person.chart(), status, now()));
        }

        private void condition(Person person, boolean active) {
            var id = "diabetes-" + person.chart();
            var status = active ? "active" : "resolved";
            say(facts.conditions, id, person, active, RecordFixtures.condition(id, person.chart(), status, now()));
        }

        private void seen(Person person, int hoursAgo) {
            var end = clock.instant().minus(Duration.ofHours(hoursAgo));
            var id = RecordFixtures.freshId();
            charts.importLines(
                    clinic.site(),
                    RecordFixtures.encounter(
                            id, person.chart(), end.minus(LENGTH).toString(), end.toString()));
            facts.encounters.add(new Said(id, survivor(person.id()), true, end));
        }

        private void say(List<Said> all, String id, Person person, boolean active, String resource) {
            charts.importLines(clinic.site(), resource);
            var said = all.stream()
                    .filter(each -> each.id.equals(id))
                    .findFirst()
                    .orElseGet(() -> {
                        var fresh = new Said(id, person.id(), active, clock.instant());
                        all.add(fresh);
                        return fresh;
                    });
            said.patient = survivor(person.id());
            said.active = active;
            said.since = clock.instant();
        }

        private void result(Person person) {
            var observation = new Observation(RecordFixtures.freshId(), person.chart());
            send(observation, "6.9");
            facts.things.add(new Thing("result-unreviewed", observation, person.id()));
        }

        /** The laboratory sends another value, abnormal too. */
        private void correct(Thing result) {
            send((Observation) result.id, "7." + (1000 + ++corrections));
            result.closed = false;
        }

        private void send(Observation observation, String value) {
            charts.importLines(
                    clinic.site(),
                    RecordFixtures.potassium(observation.logicalId(), observation.chart(), value, now()));
        }

        private String now() {
            return clock.instant().toString();
        }

        private void merge(PatientId into, PatientId from) {
            if (facts.standing.size() > 1) {
                patients.merge(into, from, we).ifPresent(id -> {
                    facts.standing.remove(from);
                    merges.push(new Merge(id, from, facts.move(from, into)));
                });
            }
        }

        private void undoMerge() {
            if (!merges.isEmpty()) {
                var merge = merges.pop();
                patients.undo(merge.id(), we);
                facts.standing.add(merge.from());
                merge.back().forEach(Runnable::run);
            }
        }

        private void book(PatientId patient, int hours) {
            var time = Interval.of(clock.instant().plus(Duration.ofHours(hours)), LENGTH);
            var request = new BookingRequest(
                    AppointmentId.fresh(),
                    patient,
                    clinic.site(),
                    clinic.visitType(),
                    clinic.practitioner(),
                    clinic.room(),
                    time,
                    "",
                    null,
                    "any time will do");
            if (scheduling.book(request, we) instanceof Booked booked) {
                facts.visits.add(new Visit(booked.id(), patient, time.start(), time.end(), clock.instant(), null));
            }
        }

        private void change(Event event, Visit visit) {
            var id = visit.id;
            var version = visit.version;
            switch (event.what()) {
                case CONFIRM -> {
                    if (changed(visit, scheduling.confirm(id, version, Channel.PHONE, we))) {
                        visit.confirmed = true;
                    }
                }
                case ARRIVE -> becomes(State.ARRIVED, visit, scheduling.arrive(id, version, we));
                case MISS -> becomes(State.MISSED, visit, scheduling.noShow(id, version, we));
                case CHECK_OUT -> becomes(State.DONE, visit, scheduling.checkOut(id, version, we));
                case DECLINE -> {
                    if (changed(visit, scheduling.declineRebook(id, version, "recovered", we))) {
                        visit.declined = true;
                    }
                }
                case CANCEL -> {
                    var why = event.number() % 2 == 0 ? null : "not needed";
                    var decision = new Cancellation(CancellationReason.PATIENT, CancellationReason.By.PATIENT, "", why);
                    if (becomes(State.CANCELLED, visit, scheduling.cancel(id, version, decision, we))) {
                        visit.declined = why != null;
                    }
                }
                case MOVE -> move(visit, event.number());
                default -> throw new AssertionError(event);
            }
        }

        private void move(Visit visit, int hours) {
            var time = Interval.of(clock.instant().plus(Duration.ofHours(hours)), LENGTH);
            var request = new RescheduleRequest(
                    visit.id,
                    visit.version,
                    AppointmentId.fresh(),
                    clinic.practitioner(),
                    clinic.room(),
                    time,
                    "so be it");
            if (scheduling.reschedule(request, we) instanceof Booked booked) {
                visit.state = State.MOVED;
                visit.version++;
                facts.visits.add(
                        new Visit(booked.id(), visit.patient, time.start(), time.end(), clock.instant(), visit));
            }
        }

        private boolean becomes(State state, Visit visit, ChangeOutcome outcome) {
            if (!changed(visit, outcome)) {
                return false;
            }
            visit.state = state;
            visit.lostAt = clock.instant();
            return true;
        }

        private boolean changed(Visit visit, ChangeOutcome outcome) {
            if (outcome instanceof Changed changed) {
                visit.version = changed.version();
                return true;
            }
            return false;
        }

        /** What the desk of the clinic, which has no other patients, shows; but for which pair of records it suspects. */
        Set<String> open() {
            var everything = new DeskQuery(Whose.ALL, null, null, null, "", false, 0, 1000);
            return desk.list(everything, we).loops().stream()
                    .map(loop -> loop.id().rule().equals("duplicate-suspect-review")
                            ? loop.id().rule()
                            : loop.id().rule() + " " + loop.id().subject())
                    .collect(toCollection(TreeSet::new));
        }
    }
}
