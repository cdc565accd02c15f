package org.carewright.care.careplans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carewright.care.records.RecordFixtures.carePlan;
import static org.carewright.care.records.RecordFixtures.condition;
import static org.carewright.care.records.RecordFixtures.encounter;
import static org.carewright.care.records.RecordFixtures.freshId;
import static org.carewright.care.records.RecordFixtures.patient;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.carewright.CarewrightTest;
import org.carewright.TestClock;
import org.carewright.care.records.RecordFixtures;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.Cancellation;
import org.carewright.care.scheduling.CancellationReason;
import org.carewright.care.scheduling.Scheduling;
import org.carewright.care.scheduling.SchedulingFixtures;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.foundation.patients.PatientFixtures;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.PatientId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who should be seen again and is not booked, by what the chart and the schedule say. */
@CarewrightTest
class CarePlansTest {

    private static final String PLAN = "care-plan-next-visit";
    private static final String CHRONIC = "chronic-condition-interval";
    private static final String LAST_WEEK = "2026-11-09T15:00:00Z";
    private static final String LAST_YEAR = "2025-11-10T15:00:00Z";

    @Autowired
    RecordFixtures records;

    @Autowired
    SchedulingFixtures schedules;

    @Autowired
    PatientFixtures patients;

    @Autowired
    Scheduling scheduling;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    Clinic clinic;
    String her;
    String plan;

    @BeforeEach
    void a_clinic() {
        clinic = schedules.clinic();
        her = freshId();
        plan = freshId();
    }

    @AfterEach
    void set_the_clock_back() {
        clock.set(TestClock.MONDAY_MORNING);
    }

    @Test
    void an_active_plan_waits_for_its_next_visit_until_one_is_booked_and_again_when_that_falls_through() {
        comes(carePlan(plan, her, "active", LAST_WEEK));
        var atFirst = open();

        var visit = book();
        var whileBooked = open();
        scheduling.cancel(visit.id(), visit.version(), notNeeded(), clinic.coordinator());

        assertThat(atFirst).containsExactly(PLAN);
        assertThat(whileBooked).isEmpty();
        assertThat(open()).containsExactly(PLAN);
    }

    @Test
    void a_plan_whose_visit_falls_through_opens_anew_and_its_clock_runs_on() {
        comes(carePlan(plan, her, "active", LAST_WEEK));
        var due = dueAt(PLAN);

        var visit = book();
        clock.tick(Duration.ofHours(3));
        scheduling.cancel(visit.id(), visit.version(), notNeeded(), clinic.coordinator());

        assertThat(openedAt(PLAN)).isEqualTo(clock.instant());
        assertThat(dueAt(PLAN)).isEqualTo(due);
    }

    @Test
    void after_a_visit_the_next_one_is_due_two_weeks_later() {
        comes(carePlan(plan, her, "active", LAST_YEAR), encounter(freshId(), her, LAST_WEEK, LAST_WEEK));

        assertThat(dueAt(PLAN)).isEqualTo(Instant.parse(LAST_WEEK).plus(Duration.ofDays(14)));
    }

    @Test
    void an_ended_plan_asks_for_nothing_and_one_that_has_not_begun_asks_later() {
        comes(carePlan(plan, her, "completed", LAST_WEEK), carePlan(freshId(), her, "active", "2026-11-20T15:00:00Z"));
        var today = open();

        clock.tick(Duration.ofDays(5));

        assertThat(today).isEmpty();
        assertThat(open()).containsExactly(PLAN);
    }

    @Test
    void a_plan_that_does_not_say_when_it_began_waits_from_the_day_it_came_in() {
        comes(carePlan(plan, her, "active", ""));

        assertThat(open()).containsExactly(PLAN);
    }

    @Test
    void two_plans_of_one_patient_are_one_loop() {
        comes(carePlan(plan, her, "active", LAST_WEEK), carePlan(freshId(), her, "active", LAST_YEAR));

        assertThat(open()).containsExactly(PLAN);
    }

    @Test
    void a_chronic_condition_opens_when_the_interval_since_the_last_visit_is_over() {
        comes(condition(freshId(), her, "active", LAST_YEAR), encounter(freshId(), her, LAST_WEEK, LAST_WEEK));
        clock.set(Instant.parse(LAST_WEEK).plus(Duration.ofDays(180)).minusSeconds(1));
        var beforeTheInterval = open();

        clock.tick(Duration.ofSeconds(1));
        var afterTheInterval = open();
        book();

        assertThat(beforeTheInterval).isEmpty();
        assertThat(afterTheInterval).containsExactly(CHRONIC);
        assertThat(open()).isEmpty();
    }

    @Test
    void a_chronic_condition_that_nobody_ever_saw_counts_from_its_recording() {
        comes(condition(freshId(), her, "active", LAST_YEAR));

        assertThat(open()).containsExactly(CHRONIC);
    }

    @Test
    void a_resolved_condition_asks_for_nothing() {
        var diabetes = freshId();
        comes(condition(diabetes, her, "active", LAST_YEAR));

        records.importLines(clinic.site(), condition(diabetes, her, "resolved", LAST_YEAR));

        assertThat(open()).isEmpty();
    }

    @Test
    void nobody_books_for_the_dead() {
        comes(carePlan(plan, her, "active", LAST_WEEK), condition(freshId(), her, "active", LAST_YEAR));

        records.importLines(clinic.site(), patient(her).replace("\"gender\"", "\"deceasedBoolean\":true,\"gender\""));

        assertThat(open()).isEmpty();
    }

    @Test
    void the_loop_of_a_merged_record_is_the_survivors() {
        comes(carePlan(plan, her, "active", LAST_WEEK));
        var survivor = patients.patient(clinic.site());

        var merge = patients.merge(survivor, records.patientOf(her), clinic.coordinator());
        var whileMerged = open(survivor);
        patients.undo(merge.orElseThrow(), clinic.coordinator());

        assertThat(whileMerged).containsExactly(PLAN);
        assertThat(open(survivor)).isEmpty();
        assertThat(open()).containsExactly(PLAN);
    }

    @Test
    void the_loops_belong_to_no_site_so_they_are_seen_wherever_the_patient_is() {
        comes(carePlan(plan, her, "active", LAST_WEEK));

        var sites = jdbc.sql("select count(site_id) from careplans_loop where patient_id = :patient")
                .params(Params.of("patient", records.patientOf(her)).map())
                .query(Integer.class)
                .single();

        assertThat(sites).isZero();
    }

    private void comes(String... resources) {
        records.importLines(clinic.site(), patient(her));
        records.importLines(clinic.site(), resources);
    }

    private Booked book() {
        var request = clinic.request(records.patientOf(her), clock.instant().plus(Duration.ofDays(1)));
        return (Booked) scheduling.book(request, clinic.coordinator());
    }

    private static Cancellation notNeeded() {
        return new Cancellation(CancellationReason.PATIENT, CancellationReason.By.PATIENT, "", "not needed");
    }

    private List<String> open() {
        return open(records.patientOf(her));
    }

    private List<String> open(PatientId patient) {
        return jdbc.sql("""
                select rule from careplans_loop
                where patient_id = :patient and opened_at <= :now and (lapses_at is null or lapses_at > :now)
                order by rule
                """)
                .params(Params.of("patient", patient)
                        .and("now", clock.instant())
                        .map())
                .query(String.class)
                .list();
    }

    private Instant dueAt(String rule) {
        return moment("due_at", rule);
    }

    private Instant openedAt(String rule) {
        return moment("opened_at", rule);
    }

    private Instant moment(String column, String rule) {
        return jdbc.sql("select " + column + " from open_loop where patient_id = :patient and rule = :rule")
                .params(Params.of("patient", records.patientOf(her))
                        .and("rule", rule)
                        .map())
                .query((row, n) -> row.getTimestamp(column).toInstant())
                .single();
    }
}
