package org.carewright.care.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.carewright.care.records.RecordFixtures.freshId;
import static org.carewright.care.records.RecordFixtures.patient;
import static org.carewright.care.records.RecordFixtures.potassium;

import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.care.records.ChartView.Line;
import org.carewright.care.records.ChartView.Request;
import org.carewright.foundation.directory.DirectoryFixtures;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CarewrightTest
class RecordsTest {

    private static final String YESTERDAY = "2026-11-15T08:00:00Z";
    private static final String LONG_AGO = "2020-11-15T08:00:00Z";
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    @Autowired
    Records records;

    @Autowired
    RecordFixtures fixtures;

    @Autowired
    DirectoryFixtures directory;

    @Autowired
    StaffFixtures staff;

    @Autowired
    JdbcClient jdbc;

    @Test
    void a_new_abnormal_result_stays_open_until_it_is_reviewed_and_opens_again_when_that_is_taken_back() {
        var site = directory.site();
        var result = imported(site, "6.9", YESTERDAY);
        var clinician = staff.actor(Role.CLINICIAN, site);
        assertThat(isOpen(result)).isTrue();

        records.review(Set.of(result), Decision.PATIENT_TOLD, "called", clinician);
        var isOpenAfterReview = isOpen(result);
        records.undoReview(reviewOf(result), clinician);

        assertThat(isOpenAfterReview).isFalse();
        assertThat(isOpen(result)).isTrue();
    }

    @Test
    void a_usual_result_and_one_from_long_ago_open_nothing() {
        var site = directory.site();

        var usual = imported(site, "4.1", YESTERDAY);
        var old = imported(site, "6.9", LONG_AGO);

        assertThat(isOpen(usual)).isFalse();
        assertThat(isOpen(old)).isFalse();
    }

    @Test
    void a_corrected_result_waits_again() {
        var site = directory.site();
        var patient = freshId();
        var observation = freshId();
        fixtures.importLines(site, patient(patient), potassium(observation, patient, "6.9", YESTERDAY));
        var result = RecordFixtures.idOf("Observation", observation);
        records.review(Set.of(result), Decision.NO_ACTION, "", staff.actor(Role.NURSE, site));

        fixtures.importLines(site, potassium(observation, patient, "7.1", YESTERDAY));

        assertThat(isOpen(result)).isTrue();
    }

    @Test
    void two_reviewers_of_one_result_leave_one_review() {
        var site = directory.site();
        var result = imported(site, "6.9", YESTERDAY);
        records.review(Set.of(result), Decision.REFERRED, "", staff.actor(Role.CLINICIAN, site));

        var second = records.review(Set.of(result), Decision.NO_ACTION, "", staff.actor(Role.NURSE, site));

        assertThat(second).isZero();
    }

    @Test
    void what_somebody_reviewed_is_listed_while_she_may_see_the_patient_and_the_trail_says_whose_it_was() {
        var site = directory.site();
        var result = imported(site, "6.9", YESTERDAY);
        var clinician = staff.actor(Role.CLINICIAN, site);
        records.review(Set.of(result), Decision.REFERRED, "", clinician);
        var moved = new Actor(
                clinician.user(), clinician.name(), clinician.roles(), Set.of(directory.site()), clinician.origin());

        var mine = records.recentReviews(clinician);
        var elsewhere = records.recentReviews(moved);

        assertThat(mine).hasSize(1);
        assertThat(elsewhere).isEmpty();
        assertThat(jdbc.sql("select unnest(patients) from audit_event where user_id = :user and act = 'search'")
                        .param("user", clinician.user().value())
                        .query(UUID.class)
                        .list())
                .containsExactly(mine.getFirst().patientId().value());
    }

    @Test
    void a_chart_of_another_site_is_refused_and_its_results_cannot_be_reviewed() {
        var site = directory.site();
        var result = imported(site, "6.9", YESTERDAY);
        var patient = fixtures.patientOf(patientOf(result));
        var stranger = staff.actor(Role.CLINICIAN, directory.site());

        assertThatThrownBy(() -> records.chart(patient, new Request(Set.of(), "", null), ZONE, stranger))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> records.review(Set.of(result), Decision.NO_ACTION, "", stranger))
                .isInstanceOf(Forbidden.class);
        assertThat(isOpen(result)).isTrue();
    }

    @Test
    void the_line_finds_by_words_and_the_trend_keeps_every_value() {
        var site = directory.site();
        var patient = freshId();
        fixtures.importLines(
                site,
                patient(patient),
                potassium(freshId(), patient, "4.1", LONG_AGO),
                potassium(freshId(), patient, "6.9", YESTERDAY));
        var nurse = staff.actor(Role.NURSE, site);
        var id = fixtures.patientOf(patient);

        var found = records.chart(id, new Request(Set.of(), "potass", null), ZONE, nurse);
        var none = records.chart(id, new Request(Set.of(), "sodium", null), ZONE, nurse);

        assertThat(found.line().behind()).hasSize(2);
        assertThat(none.line().isEmpty()).isTrue();
        assertThat(records.trends(id, nurse).getFirst().rows()).hasSize(2);
    }

    @Test
    void a_medicine_has_the_name_of_the_resource_it_refers_to_whichever_came_first() {
        var site = directory.site();
        var nurse = staff.actor(Role.NURSE, site);
        var patient = freshId();
        var drug = freshId();
        var later = freshId();
        fixtures.importLines(
                site,
                patient(patient),
                medication(drug, "Metformin 500 MG"),
                order(patient, "Medication/" + drug, ""),
                order(patient, "Medication/" + later, ""),
                order(patient, "#a", ",\"contained\":[%s]".formatted(medication("a", "Lisinopril 10 MG"))));

        var before = records.glance(fixtures.patientOf(patient), nurse).medications();
        fixtures.importLines(site, medication(later, "Warfarin 5 MG"));
        var found = records.chart(fixtures.patientOf(patient), new Request(Set.of(), "warf", null), ZONE, nurse);

        assertThat(before)
                .extracting(Line::title)
                .containsExactlyInAnyOrder("Metformin 500 MG", "Medication, name not given", "Lisinopril 10 MG");
        assertThat(found.line().behind().getFirst().strands().getFirst().shown())
                .extracting(ThroughlineItem::title)
                .containsExactly("Warfarin 5 MG");
    }

    private static String medication(String logicalId, String name) {
        return """
                {"resourceType":"Medication","id":"%s","code":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"1","display":"%s"}]}}""".formatted(logicalId, name);
    }

    private static String order(String patient, String medication, String more) {
        return """
                {"resourceType":"MedicationRequest","id":"%s","status":"active","intent":"order","subject":{"reference":"Patient/%s"},"authoredOn":"%s","medicationReference":{"reference":"%s"}%s}""".formatted(freshId(), patient, YESTERDAY, medication, more);
    }

    private ResourceId imported(SiteId site, String value, String issued) {
        var patient = freshId();
        var observation = freshId();
        fixtures.importLines(site, patient(patient), potassium(observation, patient, value, issued));
        return RecordFixtures.idOf("Observation", observation);
    }

    private boolean isOpen(ResourceId result) {
        return jdbc.sql("select exists(select from records_loop where subject = :id)")
                .param("id", result.value())
                .query(Boolean.class)
                .single();
    }

    private UUID reviewOf(ResourceId result) {
        return jdbc.sql("select id from result_review where resource_id = :id and undone_at is null")
                .param("id", result.value())
                .query(UUID.class)
                .single();
    }

    private String patientOf(ResourceId result) {
        return jdbc.sql("""
                select p.logical_id from chart_resource r
                    join chart_resource p on p.patient_id = r.patient_id and p.type = 'Patient'
                where r.id = :id
                """).param("id", result.value()).query(String.class).single();
    }
}
