package org.carewright.foundation.patients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.foundation.patients.RegistrationOutcome.LikelyDuplicates;
import org.carewright.foundation.patients.RegistrationOutcome.Registered;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.OutOfScope;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.Stale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@CarewrightTest
class PatientsTest {

    private static final LocalDate BORN = LocalDate.of(1957, 3, 4);

    @Autowired
    Patients patients;

    @Autowired
    PatientFixtures people;

    @Autowired
    StaffFixtures staff;

    @Autowired
    PatientStore store;

    @Autowired
    JdbcClient jdbc;

    private SiteId site() {
        return people.site();
    }

    @Test
    void a_registered_patient_is_there_with_a_number_of_the_clinic() {
        var site = site();
        var coordinator = staff.actor(Role.COORDINATOR, site);

        var id = people.patient(site, HumanName.of("O’Brien", "Nora Máire"), LocalDate.of(1957, 3, 4));

        var patient = patients.get(id, coordinator);
        assertThat(patient.demographics().name().filed()).isEqualTo("O’Brien, Nora Máire");
        assertThat(patient.mrn()).hasSize(7);
        assertThat(patient.version()).isEqualTo(1);
    }

    @Test
    void the_same_form_sent_twice_registers_once() {
        var site = site();
        var desk = staff.actor(Role.FRONT_DESK, site);
        var form = registration(site, Person.somebody());

        var first = patients.register(form, desk);
        var second = patients.register(form, desk);

        assertThat(second).isEqualTo(first).isEqualTo(new Registered(form.id()));
        assertThat(patients.history(form.id(), staff.actor(Role.COORDINATOR, site)))
                .hasSize(1);
    }

    @Test
    void a_likely_duplicate_is_shown_first_and_registered_only_deliberately() {
        var site = site();
        var desk = staff.actor(Role.FRONT_DESK, site);
        var nora = Person.somebody();
        var there = people.patient(site, nora.demographics());

        var refused = patients.register(registration(site, nora), desk);
        var again = new Registration(PatientId.fresh(), nora.demographics(), List.of(), site, Set.of(there));
        var accepted = patients.register(again, desk);

        assertThat(refused)
                .isInstanceOfSatisfying(
                        LikelyDuplicates.class,
                        shown -> assertThat(shown.candidates())
                                .singleElement()
                                .satisfies(one -> assertThat(one.id()).isEqualTo(there)));
        assertThat(accepted).isEqualTo(new Registered(again.id()));
        assertThat(loops(there)).containsExactly("duplicate-suspect-review");
    }

    @Test
    void the_confidential_flag_is_not_lifted_by_those_it_keeps_out() {
        var site = site();
        var id = people.confidentialPatient(site);
        var coordinator = staff.actor(Role.COORDINATOR, site);
        var inEmergency = coordinator.breakingGlassFor(id);
        var open = patients.get(id, coordinator).demographics().withConfidentialReason(null);

        for (var actor : List.of(coordinator, inEmergency, staff.actor(Role.FRONT_DESK, site))) {
            for (var wanted : List.of(open, open.withConfidentialReason("Another"))) {
                assertThat(catchThrowableOfType(Invalid.class, () -> patients.update(id, 1, wanted, actor))
                                .issues())
                        .extracting(Issue::path)
                        .containsExactly("confidential");
            }
        }

        assertThat(patients.get(id, staff.actor(Role.NURSE, site))
                        .demographics()
                        .confidentialReason())
                .isEqualTo("Works here");
    }

    @Test
    void who_treats_the_patient_lifts_the_confidential_flag() {
        var site = site();
        var id = people.confidentialPatient(site);
        var nurse = staff.actor(Role.NURSE, site);
        var open = patients.get(id, nurse).demographics().withConfidentialReason(null);

        patients.update(id, 1, open, nurse);

        assertThat(patients.get(id, nurse).demographics()).isEqualTo(open);
    }

    @Test
    void why_a_record_is_confidential_is_told_to_those_who_may_see_the_chart_alone() {
        var site = site();
        var desk = staff.actor(Role.FRONT_DESK, site);
        var coordinator = staff.actor(Role.COORDINATOR, site);
        var id = people.patient(site);
        var secret = patients.get(id, desk).demographics().withConfidentialReason("Works here");

        patients.update(id, 1, secret, desk);

        for (var actor : List.of(desk, coordinator)) {
            assertThat(patients.get(id, actor).toString()).doesNotContain("Works here");
            assertThat(patients.history(id, actor).toString()).doesNotContain("Works here");
        }
        for (var actor : List.of(staff.actor(Role.CLINICIAN, site), coordinator.breakingGlassFor(id))) {
            assertThat(patients.get(id, actor).demographics()).isEqualTo(secret);
            assertThat(patients.history(id, actor).toString()).contains("Works here");
        }
    }

    @Test
    void a_pair_registered_anyway_stays_until_somebody_has_compared_the_two() {
        var site = site();
        var coordinator = staff.actor(Role.COORDINATOR, site);
        var nora = Person.somebody();
        var there = people.patient(site, nora.demographics());
        var registered = people.patient(site, nora.demographics());

        patients.update(registered, 1, Person.somebody().demographics(), coordinator);
        var afterChange = loops(there);
        people.tellApart(there, coordinator);

        assertThat(afterChange).containsExactly("duplicate-suspect-review");
        assertThat(loops(there)).isEmpty();
    }

    @Test
    void a_likely_duplicate_of_another_site_is_told_without_its_data() {
        var here = site();
        var nora = Person.somebody();
        people.patient(site(), nora.demographics());

        var outcome = patients.register(registration(here, nora), staff.actor(Role.FRONT_DESK, here));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        LikelyDuplicates.class,
                        shown -> assertThat(shown.candidates())
                                .singleElement()
                                .satisfies(one -> assertThat(one.patient()).isNull()));
    }

    @Test
    void a_bad_registration_tells_all_that_is_wrong_and_writes_nothing() {
        var site = site();
        var person = Person.named("", "")
                .born(LocalDate.of(2030, 1, 1))
                .phone("none")
                .writingTo("at home");
        var form = registration(site(), person);

        var refusal =
                catchThrowableOfType(Invalid.class, () -> patients.register(form, staff.actor(Role.FRONT_DESK, site)));

        assertThat(refusal.issues())
                .extracting(Issue::path)
                .containsExactly("names[0]", "birthDate", "telecoms[0]", "telecoms[1]", "site");
        assertThat(store.find(form.id())).isEmpty();
    }

    @Test
    void a_patient_of_another_site_is_out_of_scope() {
        var id = people.patient(site());
        var stranger = staff.actor(Role.COORDINATOR, site());

        var refusal = catchThrowableOfType(OutOfScope.class, () -> patients.get(id, stranger));

        assertThat(refusal.patient()).isEqualTo(id);
    }

    @Test
    void a_change_leaves_the_whole_row_before_it_in_the_history() {
        var site = site();
        var nurse = staff.actor(Role.NURSE, site);
        var id = people.patient(site, Person.named("Before" + unique(), "Nora").demographics());

        var after = Person.named("After", "Nora").demographics();
        patients.update(id, 1, after, nurse);

        var history = patients.history(id, nurse);
        assertThat(history).extracting(PatientVersion::act).containsExactly("update", "register");
        assertThat(history.getFirst().patient().demographics()).isEqualTo(after);
        assertThat(history.getLast().patient().demographics().name().family()).startsWith("Before");
    }

    @Test
    void a_change_to_what_somebody_else_changed_is_stale_and_writes_nothing() {
        var site = site();
        var nurse = staff.actor(Role.NURSE, site);
        var id = people.patient(site);
        patients.update(id, 1, Person.named("First", "Nora").demographics(), nurse);

        assertThatThrownBy(() ->
                        patients.update(id, 1, Person.named("Second", "Nora").demographics(), nurse))
                .isInstanceOf(Stale.class);

        assertThat(patients.get(id, nurse).demographics().name().family()).isEqualTo("First");
    }

    @Test
    void the_database_refuses_a_change_without_history() {
        var id = people.patient(site());

        assertThatThrownBy(() -> jdbc.sql("update patient set version = version + 1 where id = :id")
                        .param("id", id.value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void what_is_written_is_found_by_the_very_next_search() {
        var site = site();
        var desk = staff.actor(Role.FRONT_DESK, site);
        var family = "Núñez" + unique();
        var id = people.patient(
                site,
                Person.named(family, "María José")
                        .born(BORN)
                        .phone("(419) 555-0147")
                        .demographics());

        assertThat(List.of(
                        found(family.toUpperCase(Locale.ROOT).replace("Ú", "U"), desk),
                        found("jose " + family, desk),
                        found("3/4/1957 maria", desk),
                        found("4 mar 57", desk),
                        found("419 555 0147", desk),
                        found("555-0147", desk),
                        found(
                                patients.get(id, staff.actor(Role.COORDINATOR, site))
                                        .mrn(),
                                desk),
                        found(family.substring(0, 6), desk)))
                .allSatisfy(ids -> assertThat(ids).containsExactly(id));
    }

    @Test
    void a_misspelt_name_is_found() {
        var site = site();
        var desk = staff.actor(Role.FRONT_DESK, site);
        var id = people.patient(site, HumanName.of("Schwarzenberger", "Katherine"), BORN);
        people.patient(site, HumanName.of("Schneider", "Karl"), BORN);

        assertThat(found("shwarzenberger", desk)).containsExactly(id);
        assertThat(found("catherine schwartzenberger", desk)).containsExactly(id);
        assertThat(found("kate", desk)).containsExactly(id);
    }

    @Test
    void a_patient_is_found_by_any_part_of_name_phone_and_number() {
        var site = site();
        var coordinator = staff.actor(Role.COORDINATOR, site);
        var id = people.patient(
                site, Person.named("Zabrowskil", "Ewa").phone("(419) 555-7190").demographics());
        var mrn = patients.get(id, coordinator).mrn();

        for (var typed : List.of(
                "555-719", "719", "5-7190", "owsk", "owsk 719", mrn.substring(1, 5), mrn.substring(4), "MRN " + mrn)) {
            assertThat(patients.search(PatientQuery.of(typed, 50), coordinator).patients())
                    .as(typed)
                    .extracting(PatientSummary::id)
                    .containsExactly(id);
        }
        assertThat(patients.search(PatientQuery.of("98765", 50), coordinator).patients())
                .isEmpty();
    }

    @Test
    void a_search_shows_only_patients_of_the_actors_sites_and_is_audited_with_them() {
        var here = site();
        var family = "Shown" + unique();
        var mine = people.patient(here, HumanName.of(family, "Here"), BORN);
        people.patient(site(), HumanName.of(family, "There"), LocalDate.of(1990, 1, 1));
        var desk = staff.actor(Role.FRONT_DESK, here);

        var ids = found(family, desk);

        assertThat(ids).containsExactly(mine);
        assertThat(jdbc.sql("select patients::text from audit_event where user_id = :user and act = 'search'")
                        .param("user", desk.user().value())
                        .query(String.class)
                        .list())
                .containsExactly("{" + mine + "}");
    }

    private List<PatientId> found(String text, Actor actor) {
        return patients.search(PatientQuery.of(text, 50), actor).patients().stream()
                .map(PatientSummary::id)
                .toList();
    }

    private List<String> loops(PatientId patient) {
        return jdbc.sql("""
                        select l.rule from patients_loop l join duplicate_suspect s on s.id = l.subject
                        where :patient in (s.patient_a, s.patient_b)
                        """)
                .param("patient", patient.value())
                .query(String.class)
                .list();
    }

    private static Registration registration(SiteId site, Person person) {
        return new Registration(PatientId.fresh(), person.demographics(), person.identifiers(), site, Set.of());
    }

    private static String unique() {
        return UUID.randomUUID().toString().replaceAll("[^a-f]", "");
    }
}
