package org.carewright.foundation.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.foundation.patients.ImportOutcome.Created;
import org.carewright.foundation.patients.ImportOutcome.Refused;
import org.carewright.foundation.patients.ImportOutcome.Unchanged;
import org.carewright.foundation.patients.ImportOutcome.Updated;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Identifier;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CarewrightTest
class ImportTest {

    @Autowired
    Patients patients;

    @Autowired
    Duplicates duplicates;

    @Autowired
    PatientFixtures people;

    @Autowired
    StaffFixtures staff;

    SiteId site;
    Actor administrator;
    Actor nurse;

    private final Person nora = Person.somebody();

    @BeforeEach
    void open() {
        site = people.site();
        administrator = staff.actor(Role.ADMINISTRATOR, site);
        nurse = staff.actor(Role.NURSE, site);
    }

    @Test
    void a_second_import_of_the_same_changes_nothing_and_says_so() {
        var imported = imported("one", nora);

        var first = take(imported);
        var second = take(imported);

        var id = ((Created) first).id();
        assertThat(second).isEqualTo(new Unchanged(id));
        assertThat(patients.history(id, nurse)).hasSize(1);
    }

    @Test
    void one_batch_may_tell_of_a_patient_twice() {
        var imported = imported("one", nora);

        var outcomes = patients.importFrom(List.of(imported, imported), administrator);

        assertThat(outcomes.getLast()).isEqualTo(new Unchanged(((Created) outcomes.getFirst()).id()));
    }

    @Test
    void what_staff_corrected_stays_until_the_source_says_something_new_about_it() {
        var id = ((Created) take(imported("one", nora.phone("419-555-0001")))).id();
        patients.update(id, 1, nora.phone("419-555-7777").demographics(), nurse);

        var same = take(imported("one", nora.phone("419-555-0001")));
        var moved = take(imported("one", nora.phone("419-555-0001").livingAt("12 Main St")));

        assertThat(same).isEqualTo(new Unchanged(id));
        assertThat(moved).isEqualTo(new Updated(id));
        var person = patients.get(id, nurse).demographics();
        assertThat(person.telecoms().getFirst().value()).isEqualTo("419-555-7777");
        assertThat(person.addresses()).hasSize(1);
    }

    @Test
    void another_source_that_knows_the_same_number_fills_gaps_only() {
        var number = new Identifier("urn:hospital", UUID.randomUUID().toString());
        var id = ((Created) take(imported("one", nora.with(number)))).id();

        var outcome = take(imported(
                "two", nora.renamed("Other", "Name").phone("419-555-0001").with(number)));

        assertThat(outcome).isEqualTo(new Updated(id));
        var person = patients.get(id, nurse).demographics();
        assertThat(person.name()).isEqualTo(nora.name());
        assertThat(person.telecoms()).hasSize(1);
    }

    @Test
    void numbers_of_two_patients_are_refused() {
        var a = new Identifier("urn:hospital", UUID.randomUUID().toString());
        var b = new Identifier("urn:hospital", UUID.randomUUID().toString());
        take(imported("one", nora.with(a)));
        take(imported("two", Person.somebody().with(b)));

        var both = new ImportedPatient(source("three"), nora.demographics(), List.of(a, b), Set.of(site));

        assertThat(take(both))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.issues())
                                .singleElement()
                                .satisfies(issue -> assertThat(issue.path()).isEqualTo("identifiers")));
    }

    @Test
    void a_number_that_brings_another_name_and_birth_date_is_refused_and_changes_nobody() {
        var number = new Identifier("urn:hospital", UUID.randomUUID().toString());
        var id = ((Created) take(imported("one", nora.with(number)))).id();
        var stranger = nora.renamed("Other", "Name").born(LocalDate.of(1929, 7, 9));

        var fromAnother = take(imported("two", stranger.with(number)));
        var fromTheSame = take(imported("one", stranger));

        assertThat(fromAnother).isInstanceOf(Refused.class);
        assertThat(fromTheSame).isInstanceOf(Refused.class);
        assertThat(patients.get(id, nurse).demographics().name()).isEqualTo(nora.name());
    }

    @Test
    void who_was_renamed_here_is_still_known_to_the_source() {
        var imported = imported("one", nora);
        var id = ((Created) take(imported)).id();
        patients.update(
                id,
                1,
                nora.renamed("Other", "Name").born(LocalDate.of(1929, 7, 9)).demographics(),
                nurse);

        assertThat(take(imported)).isEqualTo(new Unchanged(id));
    }

    @Test
    void a_placeholder_for_a_number_makes_nobody_the_same_person() {
        var unknown = new Identifier("http://hl7.org/fhir/sid/us-ssn", "999-99-9999");
        take(imported("one", nora.with(unknown)));

        var other = take(imported("two", Person.somebody().with(unknown)));

        assertThat(other).isInstanceOf(Created.class);
    }

    @Test
    void one_bad_patient_does_not_stop_the_others() {
        var bad = new ImportedPatient(source("bad"), Person.named("", "").demographics(), List.of(), Set.of());

        var outcomes = patients.importFrom(List.of(bad, imported("good", nora)), administrator);

        assertThat(outcomes.getFirst())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.issues()).hasSize(2));
        assertThat(outcomes.getLast()).isInstanceOf(Created.class);
    }

    @Test
    void after_a_merge_neither_source_disturbs_the_record_that_stays() {
        var one = imported("one", nora.phone("419-555-0001"));
        var two = imported("two", nora.phone("419-555-0002"));
        var a = ((Created) take(one)).id();
        var b = ((Created) take(two)).id();
        var coordinator = staff.actor(Role.COORDINATOR, site);
        var choices = duplicates.preview(a, b, coordinator).choices();
        duplicates.merge(a, 1, b, 1, choices, "Same", coordinator);

        assertThat(take(one)).isEqualTo(new Unchanged(a));
        assertThat(take(two)).isEqualTo(new Unchanged(a));
    }

    @Test
    void imported_people_who_look_alike_are_suspected() {
        var a = ((Created) take(imported("one", nora.phone("419-555-0001")))).id();

        take(imported("two", nora.phone("419-555-0001")));

        assertThat(patients.suspects(a, staff.actor(Role.COORDINATOR, site))).hasSize(1);
    }

    private final String run = letters();

    private Identifier source(String id) {
        return new Identifier("urn:source:" + run, id);
    }

    private ImportedPatient imported(String id, Person person) {
        return new ImportedPatient(source(id), person.demographics(), person.identifiers(), Set.of(site));
    }

    private ImportOutcome take(ImportedPatient imported) {
        return patients.importFrom(List.of(imported), administrator).getFirst();
    }

    private static String letters() {
        return UUID.randomUUID().toString().replaceAll("[^a-f]", "");
    }
}
