package org.carewright.overview.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.TestClock;
import org.carewright.care.records.Decision;
import org.carewright.care.records.RecordFixtures;
import org.carewright.care.records.Records;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.Cancellation;
import org.carewright.care.scheduling.CancellationReason;
import org.carewright.care.scheduling.Scheduling;
import org.carewright.care.scheduling.SchedulingFixtures;
import org.carewright.foundation.directory.DirectoryFixtures;
import org.carewright.foundation.patients.PatientFixtures;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CarewrightTest
class DeskTest {

    private static final Cancellation NOT_NEEDED =
            new Cancellation(CancellationReason.PATIENT, CancellationReason.By.PATIENT, "", "not needed");

    @Autowired
    Desk desk;

    @Autowired
    StaffFixtures staff;

    @Autowired
    DirectoryFixtures directory;

    @Autowired
    PatientFixtures patients;

    @Autowired
    RecordFixtures charts;

    @Autowired
    SchedulingFixtures schedules;

    @Autowired
    Scheduling scheduling;

    @Autowired
    Records records;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    SiteId site;
    Actor coordinator;
    Actor colleague;

    @BeforeEach
    void a_site_with_two_coordinators() {
        site = directory.site();
        coordinator = staff.actor(Role.COORDINATOR, site);
        colleague = staff.actor(Role.COORDINATOR, site);
    }

    @Test
    void a_task_written_by_hand_is_open_until_it_is_done() {
        var task = desk.addTask(task("Call the pharmacy"), coordinator);
        assertThat(titles(coordinator)).containsExactly("Call the pharmacy");

        desk.setDone(task, true, coordinator);
        assertThat(titles(coordinator)).isEmpty();

        desk.setDone(task, false, coordinator);
        assertThat(titles(coordinator)).containsExactly("Call the pharmacy");
    }

    @Test
    void what_is_late_comes_first_within_its_harm_and_moves_up_one_step() {
        add("low, late soon", Severity.LOW, Duration.ofMinutes(10));
        add("medium, due later", Severity.MEDIUM, Duration.ofDays(3));
        add("medium, due sooner", Severity.MEDIUM, Duration.ofDays(2));
        add("high, no hurry", Severity.HIGH, Duration.ofDays(30));

        clock.tick(Duration.ofMinutes(10));

        assertThat(titles(coordinator))
                .containsExactly("high, no hurry", "low, late soon", "medium, due sooner", "medium, due later");
    }

    @Test
    void of_more_loops_than_are_counted_every_page_shows_the_next_in_the_same_order() {
        jdbc.sql("""
                insert into task (id, site_id, title, severity, due_at, created_by, created_at)
                select gen_random_uuid(), :site, 'Task ' || n, (array['critical', 'high', 'medium', 'low'])[1 + n % 4],
                       cast(:now as timestamptz) + (n * 7919 % 100 - 50) * interval '1 hour',
                       :user, cast(:now as timestamptz) - n * interval '1 minute'
                from generate_series(1, 520) n
                """)
                .params(Params.of("site", site)
                        .and("now", clock.instant())
                        .and("user", coordinator.user())
                        .map())
                .update();
        record Ranked(String title, int rank, Instant deadline) {}
        var now = clock.instant();
        var expected = jdbc
                .sql("select title, severity, due_at from task where site_id = :site order by created_at")
                .param("site", site.value())
                .query((row, n) -> {
                    var due = row.getObject("due_at", OffsetDateTime.class).toInstant();
                    var harm = List.of("critical", "high", "medium", "low").indexOf(row.getString("severity"));
                    return new Ranked(row.getString("title"), due.isAfter(now) ? harm : harm - 1, due);
                })
                .list()
                .stream()
                .sorted(Comparator.comparing(Ranked::rank).thenComparing(Ranked::deadline))
                .map(Ranked::title)
                .toList();

        var all = new ArrayList<String>();
        for (int offset = 0; offset < 540; offset += 60) {
            var list = desk.list(new DeskQuery(Whose.ALL, null, null, null, "", false, offset, 60), coordinator);
            assertThat(list.words()).startsWith("More than 500 open loops, at least ");
            list.loops().forEach(loop -> all.add(loop.title()));
        }

        assertThat(all).isEqualTo(expected);
    }

    @Test
    void of_two_who_take_a_loop_one_has_it_and_the_other_learns_who() {
        var loop = loop(desk.addTask(task("Fax the referral"), coordinator));

        assertThat(desk.claim(loop, coordinator)).isInstanceOf(LoopOutcome.Done.class);
        assertThat(desk.claim(loop, colleague)).isEqualTo(new LoopOutcome.OwnedByAnother(coordinator.name()));

        assertThat(found(loop, colleague).loop().work().owner()).isEqualTo(coordinator.user());
    }

    @Test
    void a_list_shows_everybodys_ones_own_colleagues_or_unclaimed_loops() {
        var mine = loop(desk.addTask(task("Mine"), coordinator));
        var hers = loop(desk.addTask(task("Hers"), coordinator));
        desk.addTask(task("Nobody's"), coordinator);
        desk.claim(mine, coordinator);
        desk.claim(hers, colleague);

        assertThat(titles(Whose.ALL)).containsExactlyInAnyOrder("Mine", "Hers", "Nobody's");
        assertThat(titles(Whose.MINE)).containsExactly("Mine");
        assertThat(titles(Whose.TEAM)).containsExactly("Hers");
        assertThat(titles(Whose.UNCLAIMED)).containsExactly("Nobody's");
    }

    @Test
    void a_loop_without_a_site_is_listed_where_its_patient_is() {
        var patient = patients.patient(site);
        desk.addTask(new Task(null, patient, "Call her", "", Severity.LOW, null), coordinator);

        assertThat(titles(new DeskQuery(Whose.ALL, site, null, null, "", false, 0, 25)))
                .containsExactly("Call her");
        assertThat(titles(new DeskQuery(Whose.ALL, directory.site(), null, null, "", false, 0, 25)))
                .isEmpty();
    }

    private List<String> titles(Whose whose) {
        return titles(new DeskQuery(whose, null, null, null, "", false, 0, 25));
    }

    private List<String> titles(DeskQuery query) {
        return desk.list(query, coordinator).loops().stream()
                .map(OpenLoop::title)
                .toList();
    }

    @Test
    void a_hand_off_changes_the_owner_and_keeps_the_age() {
        var loop = loop(desk.addTask(task("Chase the report"), coordinator));
        var openedAt = found(loop, coordinator).loop().openedAt();
        clock.tick(Duration.ofHours(5));

        desk.handOff(loop, colleague.user(), "Left two messages", coordinator);

        var after = found(loop, colleague);
        assertThat(after.loop().work().owner()).isEqualTo(colleague.user());
        assertThat(after.loop().openedAt()).isEqualTo(openedAt);
        assertThat(after.entries()).extracting(LoopEntry::words).containsExactly("Left two messages");
    }

    @Test
    void a_loop_whose_owner_is_away_is_taken_over_and_its_story_says_from_whom() {
        var loop = loop(desk.addTask(task("Chase the report"), coordinator));
        desk.claim(loop, colleague);

        var taken = done(desk.takeOver(loop, coordinator));

        var detail = found(loop, coordinator);
        assertThat(detail.loop().work().owner()).isEqualTo(coordinator.user());
        assertThat(detail.entries().getLast().words()).isEqualTo("From " + colleague.name() + ".");
        desk.undo(loop, taken, coordinator);
        assertThat(found(loop, coordinator).loop().work().owner()).isEqualTo(colleague.user());
    }

    @Test
    void a_loop_given_back_before_it_was_taken_over_is_simply_taken() {
        var loop = loop(desk.addTask(task("Chase the report"), coordinator));

        desk.takeOver(loop, coordinator);

        assertThat(found(loop, coordinator).loop().work().owner()).isEqualTo(coordinator.user());
        assertThat(found(loop, coordinator).entries())
                .extracting(LoopEntry::words)
                .containsExactly("");
    }

    @Test
    void a_hand_off_without_colleague_and_note_names_both_gaps_and_writes_nothing() {
        var loop = loop(desk.addTask(task("Chase the report"), coordinator));

        assertThatThrownBy(() -> desk.handOff(loop, null, " ", coordinator))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.issues())
                                .extracting(Issue::path)
                                .containsExactly("to", "note"));

        assertThat(found(loop, coordinator).entries()).isEmpty();
    }

    @Test
    void a_snoozed_loop_comes_back_by_itself() {
        var loop = loop(desk.addTask(task("Ask again"), coordinator));

        desk.snooze(loop, clock.instant().plus(Duration.ofHours(2)), "the office is closed", coordinator);
        assertThat(titles(coordinator)).isEmpty();

        clock.tick(Duration.ofHours(2));
        assertThat(titles(coordinator)).containsExactly("Ask again");
    }

    @Test
    void a_loop_cannot_sleep_until_yesterday() {
        var loop = loop(desk.addTask(task("Ask again"), coordinator));

        assertThatThrownBy(() -> desk.snooze(loop, clock.instant(), "", coordinator))
                .isInstanceOf(Invalid.class);

        assertThat(titles(coordinator)).containsExactly("Ask again");
    }

    @Test
    void an_act_on_a_loop_that_closed_in_the_meantime_says_so_and_writes_nothing() {
        var task = desk.addTask(task("Call the pharmacy"), coordinator);
        desk.setDone(task, true, colleague);

        var outcome = desk.note(loop(task), "no answer", coordinator);

        assertThat(outcome).isEqualTo(new LoopOutcome.AlreadyClosed());
        desk.setDone(task, false, colleague);
        assertThat(found(loop(task), coordinator).entries()).isEmpty();
    }

    @Test
    void a_contact_attempt_is_kept_with_its_outcome_and_next_step() {
        var loop = loop(desk.addTask(task("Reach the patient"), coordinator));

        desk.contact(
                loop,
                new ContactAttempt(
                        LoopEntry.Channel.PHONE,
                        LoopEntry.Outcome.LEFT_MESSAGE,
                        "try in the evening",
                        "daughter answered"),
                coordinator);

        var entry = found(loop, coordinator).entries().getFirst();
        assertThat(LoopWords.title(entry)).endsWith("tried by phone: left a message");
        assertThat(LoopWords.text(entry)).isEqualTo("daughter answered Next: try in the evening");
    }

    @Test
    void an_empty_task_lists_all_that_is_missing() {
        var empty = new Task(null, null, " ", "", Severity.LOW, clock.instant().minusSeconds(1));

        assertThatThrownBy(() -> desk.addTask(empty, coordinator))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.issues())
                                .extracting(Issue::path)
                                .containsExactly("title", "site", "due"));

        assertThat(titles(coordinator)).isEmpty();
    }

    @Test
    void another_sites_loops_are_neither_listed_nor_found() {
        var loop = loop(desk.addTask(task("Ours"), coordinator));
        var stranger = staff.actor(Role.COORDINATOR, directory.site());

        assertThat(titles(stranger)).isEmpty();
        assertThat(desk.find(loop, stranger)).isEmpty();
        assertThat(desk.claim(loop, stranger)).isEqualTo(new LoopOutcome.AlreadyClosed());
        assertThatThrownBy(() -> desk.setDone(loop.subject(), true, stranger)).isInstanceOf(NotFound.class);
    }

    @Test
    void an_administrator_has_no_desk() {
        var administrator = staff.actor(Role.ADMINISTRATOR, site);

        assertThatThrownBy(() -> desk.list(DeskQuery.everything(), administrator))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void words_in_the_filter_are_taken_as_they_are() {
        desk.addTask(task("100% of the forms"), coordinator);
        desk.addTask(task("1000 of the forms"), coordinator);

        assertThat(desk.list(query("100%"), coordinator).loops())
                .extracting(OpenLoop::title)
                .containsExactly("100% of the forms");
    }

    @Test
    void the_last_act_can_be_taken_back_and_leaves_the_loop_as_it_was() {
        var loop = loop(desk.addTask(task("Chase the report"), coordinator));
        desk.claim(loop, coordinator);
        desk.snooze(loop, clock.instant().plus(Duration.ofHours(1)), "", coordinator);
        var before = found(loop, coordinator).loop().work();

        var handedOff = done(desk.handOff(loop, colleague.user(), "Yours", coordinator));
        desk.undo(loop, handedOff, coordinator);

        var after = found(loop, coordinator).loop().work();
        assertThat(after.owner()).isEqualTo(before.owner());
        assertThat(after.snoozedUntil()).isEqualTo(before.snoozedUntil());
    }

    @Test
    void what_a_colleague_has_built_on_or_done_herself_is_not_taken_back() {
        var loop = loop(desk.addTask(task("Chase the report"), coordinator));
        var handedOff = done(desk.handOff(loop, colleague.user(), "Yours", coordinator));
        assertThat(desk.undo(loop, handedOff, colleague)).isEqualTo(new LoopOutcome.Overtaken());

        desk.release(loop, colleague);

        assertThat(desk.undo(loop, handedOff, coordinator)).isEqualTo(new LoopOutcome.Overtaken());
        assertThat(found(loop, coordinator).loop().work().owner()).isNull();
    }

    @Test
    void a_loop_that_opens_again_starts_awake_and_without_an_owner_and_keeps_its_story() {
        var clinic = schedules.clinic();
        var she = staff.actor(Role.COORDINATOR, clinic.site());
        var patient = patientWithAPlan(clinic.site());
        var plan = new LoopId("care-plan-next-visit", patient.value());
        var claimed = done(desk.claim(plan, she));
        desk.note(plan, "Away until Monday", she);
        desk.snooze(plan, clock.instant().plus(Duration.ofDays(9)), "away", she);
        clock.tick(Duration.ofHours(1));

        var tomorrow = clock.instant().plus(Duration.ofDays(1));
        var visit = (Booked) scheduling.book(clinic.request(patient, tomorrow), she);
        scheduling.cancel(visit.id(), visit.version(), NOT_NEEDED, she);

        assertThat(found(plan, she).loop().work()).isEqualTo(new OpenLoop.Work(null, "", null, 3));
        assertThat(desk.undo(plan, claimed, she)).isEqualTo(new LoopOutcome.Overtaken());
        desk.claim(plan, she);
        assertThat(found(plan, she).loop().work()).isEqualTo(new OpenLoop.Work(she.user(), she.name(), null, 4));
    }

    @Test
    void a_result_corrected_after_its_review_starts_without_an_owner() {
        var chart = RecordFixtures.freshId();
        var result = RecordFixtures.freshId();
        var issued = clock.instant().toString();
        charts.importLines(site, RecordFixtures.patient(chart), RecordFixtures.potassium(result, chart, "6.9", issued));
        var loop = new LoopId(
                "result-unreviewed", RecordFixtures.idOf("Observation", result).value());
        var nurse = staff.actor(Role.NURSE, site);
        desk.claim(loop, nurse);
        clock.tick(Duration.ofHours(1));

        records.review(Set.of(RecordFixtures.idOf("Observation", result)), Decision.NO_ACTION, "", nurse);
        charts.importLines(site, RecordFixtures.potassium(result, chart, "7.1", issued));

        assertThat(found(loop, nurse).loop().work()).isEqualTo(new OpenLoop.Work(null, "", null, 1));
    }

    @Test
    void a_hand_off_goes_only_to_colleagues_who_may_see_the_loop() {
        var elsewhere = directory.site();
        var between = staff.actor(Set.of(Role.COORDINATOR), site, elsewhere);
        var there = staff.actor(Role.COORDINATOR, elsewhere);
        staff.actor(Role.FRONT_DESK, site);
        var nurse = staff.actor(Role.NURSE, site);
        var plan = new LoopId("care-plan-next-visit", patientWithAPlan(site).value());
        var task = loop(desk.addTask(task("Order paper"), coordinator));

        assertThat(colleagues(plan, between))
                .containsExactlyInAnyOrder(coordinator.user(), colleague.user(), nurse.user());
        assertThat(colleagues(task, between)).hasSize(4).contains(nurse.user()).doesNotContain(there.user());
        assertThatThrownBy(() -> desk.handOff(plan, there.user(), "Yours", between))
                .isInstanceOf(Invalid.class);
        assertThat(found(plan, between).loop().work().owner()).isNull();
    }

    @Test
    void a_confidential_patients_chart_is_handed_only_to_those_who_treat() {
        var nurse = staff.actor(Role.NURSE, site);
        var patient = patientWithAPlan(site);
        jdbc.sql("update patient set confidential_reason = 'works here' where id = :id")
                .param("id", patient.value())
                .update();

        assertThat(colleagues(new LoopId("care-plan-next-visit", patient.value()), staff.actor(Role.CLINICIAN, site)))
                .containsExactly(nurse.user());
    }

    private List<UserId> colleagues(LoopId loop, Actor actor) {
        return found(loop, actor).colleagues().stream()
                .map(DeskStore.Colleague::id)
                .toList();
    }

    @Test
    void what_is_in_a_confidential_chart_is_shown_and_counted_only_for_those_who_treat_the_patient() {
        var patient = patientWithAnUnreviewedResult();
        var nurse = staff.actor(Role.NURSE, site);
        assertThat(counted(coordinator)).isOne();

        jdbc.sql("update patient set confidential_reason = 'works here' where id = :id")
                .param("id", patient.value())
                .update();

        assertThat(counted(coordinator)).isZero();
        assertThat(counted(nurse)).isOne();
        var loop = desk.list(DeskQuery.everything(), nurse).loops().getFirst().id();
        assertThat(desk.find(loop, coordinator)).isEmpty();
        assertThat(desk.note(loop, "hidden", coordinator)).isEqualTo(new LoopOutcome.AlreadyClosed());
        assertThat(desk.ofPatient(patient, coordinator)).isEmpty();
        assertThat(counted(coordinator.breakingGlassFor(patient))).isOne();
    }

    @Test
    void an_emergency_shows_a_patients_loops_and_lets_nobody_work_on_them() {
        var patient = patientWithAnUnreviewedResult();
        var stranger = staff.actor(Role.NURSE, directory.site());
        assertThat(counted(stranger)).isZero();

        var inEmergency = stranger.breakingGlassFor(patient);
        var loop = desk.list(DeskQuery.everything(), inEmergency)
                .loops()
                .getFirst()
                .id();

        assertThatThrownBy(() -> desk.claim(loop, inEmergency)).isInstanceOf(Forbidden.class);
        assertThat(found(loop, inEmergency).entries()).isEmpty();
    }

    @Test
    void a_loop_is_shown_only_to_those_who_may_see_what_it_is_about() {
        patientWithAnUnreviewedResult();

        assertThat(counted(coordinator)).isOne();
        assertThat(counted(staff.actor(Role.FRONT_DESK, site))).isZero();
    }

    @Test
    void tasks_notes_and_the_owner_go_along_with_a_merge_and_come_back_with_its_undo() {
        var from = patientWithAPlan(site);
        var into = patients.patient(site);
        var task = loop(desk.addTask(new Task(null, from, "Call her", "", Severity.LOW, null), coordinator));
        var plan = new LoopId("care-plan-next-visit", from.value());
        desk.note(task, "No answer", coordinator);
        desk.claim(plan, coordinator);

        var merge = patients.merge(into, from, coordinator).orElseThrow();
        var merged = new LoopId("care-plan-next-visit", into.value());
        assertThat(patientOf(task)).isEqualTo(into);
        assertThat(found(merged, coordinator).loop().work().owner()).isEqualTo(coordinator.user());
        assertThat(found(merged, coordinator).entries()).hasSize(1);

        patients.undo(merge, coordinator);
        assertThat(patientOf(task)).isEqualTo(from);
        assertThat(found(plan, coordinator).loop().work().owner()).isEqualTo(coordinator.user());
        assertThat(found(plan, coordinator).entries()).hasSize(1);
        assertThat(desk.find(merged, coordinator)).isEmpty();
    }

    @Test
    void kinds_are_called_by_their_rules_titles_and_the_most_frequent_comes_first() {
        patientWithAnUnreviewedResult();
        desk.addTask(task("One"), coordinator);
        desk.addTask(task("Two"), coordinator);

        assertThat(desk.list(DeskQuery.everything(), coordinator).kinds())
                .extracting(DeskList.Kind::title, DeskList.Kind::open)
                .containsExactly(tuple("Task written by hand", 2), tuple("Result unreviewed", 1));
    }

    private PatientId patientWithAnUnreviewedResult() {
        var id = RecordFixtures.freshId();
        charts.importLines(
                site,
                RecordFixtures.patient(id),
                RecordFixtures.potassium(
                        RecordFixtures.freshId(), id, "6.9", clock.instant().toString()));
        return charts.patientOf(id);
    }

    private PatientId patientWithAPlan(SiteId where) {
        var id = RecordFixtures.freshId();
        charts.importLines(
                where,
                RecordFixtures.patient(id),
                RecordFixtures.carePlan(RecordFixtures.freshId(), id, "active", "2026-11-09"));
        return charts.patientOf(id);
    }

    private PatientId patientOf(LoopId loop) {
        return Objects.requireNonNull(found(loop, coordinator).loop().patient()).id();
    }

    private int counted(Actor actor) {
        var list = desk.list(DeskQuery.everything(), actor);
        assertThat(list.loops()).hasSize(list.total());
        return list.total();
    }

    private static UUID done(LoopOutcome outcome) {
        return ((LoopOutcome.Done) outcome).entry();
    }

    private static DeskQuery query(String text) {
        return new DeskQuery(Whose.ALL, null, null, null, text, false, 0, 25);
    }

    private java.util.List<String> titles(Actor actor) {
        return desk.list(DeskQuery.everything(), actor).loops().stream()
                .map(OpenLoop::title)
                .toList();
    }

    private LoopDetail found(LoopId loop, Actor actor) {
        return desk.find(loop, actor).orElseThrow();
    }

    private static LoopId loop(UUID task) {
        return new LoopId("task", task);
    }

    private Task task(String title) {
        return new Task(site, null, title, "", Severity.MEDIUM, null);
    }

    private void add(String title, Severity severity, Duration due) {
        desk.addTask(new Task(site, null, title, "", severity, clock.instant().plus(due)), coordinator);
    }
}
