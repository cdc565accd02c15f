package org.carewright.overview.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.carewright.CarewrightTest;
import org.carewright.care.records.RecordFixtures;
import org.carewright.care.scheduling.Scheduling;
import org.carewright.care.scheduling.SchedulingFixtures;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.platform.access.BreakGlass;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The desk's table says what the view over the record says, whatever changed: besides the acts of {@link OpenLoopTest},
 * what loops are called, where they are seen, and by when they are due.
 */
@CarewrightTest
@ExtendWith(OutputCaptureExtension.class)
class OpenLoopTableTest {

    @Autowired
    Desk desk;

    @Autowired
    OpenLoopCheck check;

    @Autowired
    SchedulingFixtures schedules;

    @Autowired
    Scheduling scheduling;

    @Autowired
    RecordFixtures charts;

    @Autowired
    StaffFixtures staff;

    @Autowired
    BreakGlass breakGlass;

    @Autowired
    JdbcClient jdbc;

    Clinic clinic;
    Clinic other;
    PatientId patient;
    Actor coordinator;
    Actor stranger;

    @BeforeEach
    void a_patient_about_whom_much_is_open() {
        clinic = schedules.clinic();
        other = schedules.clinic();
        coordinator = staff.actor(Role.COORDINATOR, clinic.site());
        var chart = RecordFixtures.freshId();
        charts.importLines(
                clinic.site(),
                RecordFixtures.patient(chart),
                RecordFixtures.carePlan(RecordFixtures.freshId(), chart, "active", "2026-11-09"),
                RecordFixtures.condition(RecordFixtures.freshId(), chart, "active", "2024-01-01"),
                RecordFixtures.potassium(RecordFixtures.freshId(), chart, "6.9", "2026-11-15T10:00:00Z"));
        patient = charts.patientOf(chart);
        stranger = staff.actor(Role.CLINICIAN, other.site());
        breakGlass.open(patient, "Found unconscious", stranger);
        scheduling.book(clinic.request(schedules.patient(clinic.site()), clinic.tuesday(10, 0)), coordinator);
        desk.addTask(new Task(clinic.site(), null, "Order forms", "", Severity.LOW, null), coordinator);
        assertThat(differences()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update staff_user set name = name || ' Jr' where id = :stranger",
                "update staff_user set sites = sites[2:] where id = :stranger",
                "update visit_type set name = name || ' (long)' where id = :visitType",
                "update site set time_zone = 'America/Denver' where id = :site",
                "delete from site_hours where site_id = :site and weekday = 2",
                "update site_hours set closes = '17:00' where site_id = :site",
                "insert into site_closure (site_id, day, name, holiday) values (:site, '2026-11-17', 'Storm', false)",
                "update patient set confidential_reason = 'Employee' where id = :patient",
                "update patient set deceased = true where id = :patient",
                "insert into patient_site (patient_id, site_id) values (:patient, :other)",
                "delete from patient_site where patient_id = :patient",
                "insert into clock_tightening (rule_id, stage, site_id, amount) values ('result-unreviewed', 'due', :site, 1)",
                "update chart_resource set status = 'completed' where patient_id = :patient and type = 'CarePlan'",
                "update chart_resource set patient_id = null where patient_id = :patient and type = 'CarePlan'",
                "delete from abnormal_result where patient_id = :patient",
                "update break_glass set patient_id = :other where user_id = :stranger",
                "update task set done_at = now(), done_by = :stranger where site_id = :site",
                "update task set patient_id = :patient where site_id = :site",
            })
    void it_follows(String change) {
        var before = rows();

        assertThat(jdbc.sql(change)
                        .param("stranger", stranger.user().value())
                        .param("visitType", clinic.visitType().value())
                        .param("site", clinic.site().value())
                        .param("other", other.site().value())
                        .param("patient", patient.value())
                        .update())
                .as("rows changed")
                .isPositive();

        assertThat(differences()).isEmpty();
        assertThat(rows()).as("a change that changes nothing proves nothing").isNotEqualTo(before);
    }

    /** Two of them see neither's work until one has committed. */
    @Test
    void it_follows_those_who_write_about_one_patient_at_once() throws Exception {
        try (var colleagues = Executors.newFixedThreadPool(6)) {
            var acts = new ArrayList<Callable<Void>>();
            for (int i = 0; i < 60; i++) {
                var title = "Call " + i;
                var close = i % 3 == 0;
                acts.add(() -> {
                    var id = desk.addTask(new Task(null, patient, title, "", Severity.LOW, null), coordinator);
                    if (close) {
                        desk.setDone(id, true, coordinator);
                    }
                    return null;
                });
            }
            for (var act : colleagues.invokeAll(acts)) {
                act.get();
            }
        }

        assertThat(differences()).isEmpty();
        assertThat(desk.ofPatient(patient, coordinator).stream()
                        .filter(loop -> loop.title().startsWith("Call ")))
                .hasSize(40);
    }

    /** More than are locked one by one; meanwhile one of them is written about. */
    @Test
    void it_follows_a_transaction_that_touches_more_than_a_thousand_patients() throws Exception {
        var crowded = schedules.clinic().site();
        charts.importLines(
                crowded,
                Stream.generate(() -> RecordFixtures.patient(RecordFixtures.freshId()))
                        .limit(1001)
                        .toArray(String[]::new));
        var acts = List.<Callable<Integer>>of(
                () -> jdbc.sql("""
                        insert into task (id, patient_id, title, severity, created_by, created_at)
                        select gen_random_uuid(), patient_id, 'Call her', 'low', :colleague, now()
                        from patient_site where site_id = :site
                        """)
                        .param("colleague", coordinator.user().value())
                        .param("site", crowded.value())
                        .update(),
                () -> jdbc.sql("""
                        update patient set confidential_reason = 'Employee'
                        where id = (select max(patient_id::text)::uuid from patient_site where site_id = :site)
                        """).param("site", crowded.value()).update());

        try (var colleagues = Executors.newFixedThreadPool(2)) {
            for (var act : colleagues.invokeAll(acts)) {
                act.get();
            }
        }

        assertThat(differences()).isEmpty();
        assertThat(tasksOpenAt(crowded)).isEqualTo(1001);
        jdbc.sql("""
                update task set done_at = now(), done_by = created_by
                where patient_id in (select patient_id from patient_site where site_id = :site)
                """).param("site", crowded.value()).update();
        assertThat(differences()).isEmpty();
        assertThat(tasksOpenAt(crowded)).isZero();
    }

    @Test
    void what_was_written_past_the_triggers_is_found_at_night_and_mended(CapturedOutput output) {
        assertThat(check.mend()).isEmpty();
        var before = rows();
        for (var spoil : List.of(
                "update open_loop set title = title || ' x' where rule = 'result-unreviewed' and about = :patient",
                "delete from open_loop where rule = 'care-plan-next-visit' and about = :patient",
                "insert into open_loop select l.* from open_loop o, jsonb_populate_record(o, '{\"rule\": \"task\"}') l "
                        + "where o.rule = 'result-unreviewed' and o.about = :patient")) {
            assertThat(jdbc.sql(spoil).param("patient", patient.value()).update())
                    .as(spoil)
                    .isOne();
        }

        assertThat(check.mend())
                .containsExactly(entry("care-plan-next-visit", 1L), entry("result-unreviewed", 1L), entry("task", 1L));

        assertThat(rows()).isEqualTo(before);
        assertThat(check.mend()).isEmpty();
        assertThat(output.getAll())
                .containsOnlyOnce("differed from the record in 3 loops")
                .contains("{care-plan-next-visit=1, result-unreviewed=1, task=1}")
                .doesNotContain(patient.toString());
    }

    @Test
    void a_calendar_written_past_the_triggers_is_mended_at_night() {
        var site = clinic.site().value();
        jdbc.sql("update kept_calendar set zone = 'Asia/Tokyo' where site_id = :site")
                .param("site", site)
                .update();

        check.mend();

        assertThat(jdbc.sql("""
                        select (select zone from kept_calendar where site_id = :site)
                             = (select time_zone from site where id = :site)""").param("site", site).query(Boolean.class).single())
                .isTrue();
        assertThat(differences()).isEmpty();
    }

    @Test
    void what_is_rolled_back_leaves_no_trace() {
        var before = rows();

        jdbc.sql("""
                do $$ begin
                    insert into task (id, site_id, title, severity, created_by, created_at)
                    select gen_random_uuid(), id, 'Never', 'low', (select id from staff_user limit 1), now() from site;
                    raise exception 'no' using errcode = 'CAREW';
                exception when sqlstate 'CAREW' then null;
                end $$
                """).update();

        assertThat(rows()).isEqualTo(before);
        assertThat(jdbc.sql("select count(*) from touched").query(Integer.class).single())
                .isZero();
    }

    private int tasksOpenAt(SiteId site) {
        return jdbc.sql("select count(*) from open_loop where rule = 'task' and sites = array[:site]")
                .param("site", site.value())
                .query(Integer.class)
                .single();
    }

    private List<String> differences() {
        return Stream.of(
                        "open_loop_source except select * from open_loop",
                        "open_loop except select * from open_loop_source")
                .flatMap(rows ->
                        jdbc
                                .sql("select l::text from (select * from " + rows + ") l")
                                .query(String.class)
                                .list()
                                .stream())
                .toList();
    }

    private List<String> rows() {
        return jdbc.sql("select l::text from open_loop l order by rule, subject")
                .query(String.class)
                .list();
    }
}
