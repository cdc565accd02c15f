package org.carewright.foundation.patients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.foundation.patients.MergeOutcome.Blocked;
import org.carewright.foundation.patients.MergeOutcome.Merged;
import org.carewright.foundation.patients.RelatedPerson.Authority;
import org.carewright.foundation.patients.UndoOutcome.NotNow;
import org.carewright.foundation.patients.UndoOutcome.Undone;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Identifier;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.Stale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CarewrightTest
class DuplicatesTest {

    @Autowired
    Duplicates duplicates;

    @Autowired
    Patients patients;

    @Autowired
    PatientFixtures people;

    @Autowired
    StaffFixtures staff;

    @Autowired
    JdbcClient jdbc;

    SiteId site;
    Actor coordinator;

    @BeforeEach
    void open() {
        site = people.site();
        coordinator = staff.actor(Role.COORDINATOR, site);
    }

    @Test
    void a_dismissed_suspect_is_closed_and_not_found_again() {
        var nora = Person.somebody();
        var one = people.patient(site, nora.demographics());
        people.patient(site, nora.demographics());
        var suspect = patients.suspects(one, coordinator).getFirst();

        duplicates.dismiss(suspect.id(), "Two cousins, both known here", coordinator);
        patients.update(one, 1, nora.phone("419-555-0001").demographics(), coordinator);

        assertThat(patients.suspects(one, coordinator)).isEmpty();
        assertThat(loops(suspect.id())).isZero();
    }

    @Test
    void a_merge_closes_the_loop_and_taking_it_back_opens_it() {
        var nora = Person.somebody();
        var one = people.patient(site, nora.demographics());
        var other = people.patient(site, nora.demographics());
        var suspect = patients.suspects(one, coordinator).getFirst();

        var merge = merge(one, other);
        var whileMerged = loops(suspect.id());
        duplicates.undo(merge, coordinator);

        assertThat(whileMerged).isZero();
        assertThat(patients.suspects(one, coordinator)).hasSize(1);
    }

    @Test
    void the_merged_record_leads_to_the_one_that_stays() {
        var one = people.patient(site);
        var other = people.patient(site);
        var mrn = patients.get(other, coordinator).mrn();

        merge(one, other);

        assertThat(patients.survivor(other, coordinator)).isEqualTo(one);
        assertThat(patients.search(PatientQuery.of(mrn, 10), coordinator).patients())
                .extracting(PatientSummary::id)
                .containsExactly(one);
    }

    @Test
    void what_one_of_two_records_keeps_confidential_stays_so_when_they_are_merged() {
        var nurse = staff.actor(Role.NURSE, site);
        var open = people.patient(site);
        var secret = people.confidentialPatient(site);
        var another = people.patient(site);
        var choices = Map.of("confidentiality", MergeChoices.Side.INTO);

        merge(open, secret, new MergeChoices(choices));
        merge(open, another, new MergeChoices(Map.of("confidentiality", MergeChoices.Side.FROM)));

        assertThat(patients.get(open, nurse).demographics().confidentialReason())
                .isEqualTo("Works here");
        assertThat(duplicates.preview(open, people.patient(site), coordinator).toString())
                .doesNotContain("Works here");
    }

    @Test
    void a_merge_of_what_somebody_changed_since_is_stale_and_writes_nothing() {
        var one = people.patient(site);
        var other = people.patient(site);
        patients.update(one, 1, Person.named("Changed", "Nora").demographics(), coordinator);
        var before = state(one, other);

        assertThatThrownBy(() -> duplicates.merge(one, 1, other, 1, new MergeChoices(Map.of()), "Same", coordinator))
                .isInstanceOf(Stale.class);

        assertThat(state(one, other)).isEqualTo(before);
    }

    @Test
    void a_record_is_merged_once() {
        var one = people.patient(site);
        var other = people.patient(site);
        merge(one, other);

        var again = duplicates.merge(one, 2, other, 2, new MergeChoices(Map.of()), "Same", coordinator);

        assertThat(again).isInstanceOf(Blocked.class);
    }

    @Test
    void merges_are_taken_back_the_latest_first() {
        var one = people.patient(site);
        var first = merge(one, people.patient(site));
        var second = merge(one, people.patient(site));

        assertThat(duplicates.undo(first, coordinator)).isInstanceOf(NotNow.class);
        assertThat(duplicates.undo(second, coordinator)).isInstanceOf(Undone.class);
        assertThat(duplicates.undo(first, coordinator)).isInstanceOf(Undone.class);
    }

    @Test
    void what_was_changed_after_the_merge_stays_when_it_is_taken_back_and_is_told() {
        var one = people.patient(site, Person.named("Stays" + letters(), "Nora").demographics());
        var other = people.patient(
                site,
                Person.named("Goes" + letters(), "Ella").phone("419-555-0002").demographics());
        var merge = merge(one, other);
        var merged = patients.get(one, coordinator);
        patients.update(one, merged.version(), Person.named("Later", "Nora").demographics(), coordinator);

        var outcome = duplicates.undo(merge, coordinator);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Undone.class,
                        undone -> assertThat(undone.notes()).anyMatch(note -> note.startsWith("The names stayed")));
        assertThat(patients.get(one, coordinator).demographics().name().family())
                .isEqualTo("Later");
    }

    /** Whatever the two records hold, a merge and its undo leave both exactly as they were. */
    @RepeatedTest(12)
    void a_merge_taken_back_leaves_everything_as_it_was(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var one = anybody(random);
        var other = anybody(random);
        var before = state(one, other);

        var merge = merge(one, other, choices(random));
        var whileMerged = state(one, other);
        var outcome = duplicates.undo(merge, coordinator);

        assertThat(whileMerged).isNotEqualTo(before);
        assertThat(outcome).isEqualTo(new Undone(List.of()));
        assertThat(state(one, other)).isEqualTo(before);
    }

    private PatientId anybody(Random random) {
        var person = Person.somebody()
                .phone(random.nextBoolean() ? "419-555-" + (1000 + random.nextInt(9000)) : null)
                .writingTo(random.nextBoolean() ? letters() + "@example.org" : null)
                .livingAt(random.nextInt(900) + " Main St");
        if (random.nextBoolean()) {
            person = person.alsoNamed(HumanName.Use.MAIDEN, "Born" + letters(), "Nora");
        }
        var id = people.patient(site, person.demographics());
        for (int i = random.nextInt(3); i > 0; i--) {
            patients.addIdentifier(
                    id, new Identifier("urn:test", UUID.randomUUID().toString()), coordinator);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            patients.addRelatedPerson(relative(id), coordinator);
        }
        if (random.nextBoolean()) {
            patients.addSite(id, people.site(), coordinator);
        }
        return id;
    }

    private static MergeChoices choices(Random random) {
        var sides = new HashMap<String, MergeChoices.Side>();
        Rebase.COMPONENTS.keySet().forEach(component -> {
            var side = List.of(MergeChoices.Side.values()).get(random.nextInt(3));
            sides.put(
                    component,
                    side == MergeChoices.Side.BOTH && !MergeChoices.isMany(component) ? MergeChoices.Side.FROM : side);
        });
        return new MergeChoices(sides);
    }

    private static RelatedPerson relative(PatientId patient) {
        return new RelatedPerson(
                RelatedPersonId.fresh(),
                patient,
                "Ada Brown",
                "Daughter",
                "419-555-0003",
                "",
                true,
                Set.of(Authority.RECEIVE_INFORMATION),
                "Appointments only",
                "Signed form, scanned",
                null,
                null,
                0);
    }

    private UUID merge(PatientId into, PatientId from) {
        return merge(into, from, duplicates.preview(into, from, coordinator).choices());
    }

    private UUID merge(PatientId into, PatientId from, MergeChoices choices) {
        var preview = duplicates.preview(into, from, coordinator);
        var outcome = duplicates.merge(
                into, preview.into().version(), from, preview.from().version(), choices, "Same passport", coordinator);
        return ((Merged) outcome).merge();
    }

    /** All rows of two patients, without the version and the history, which only grow. */
    private List<String> state(PatientId one, PatientId other) {
        var rows = new ArrayList<String>();
        for (var id : List.of(one, other)) {
            rows.addAll(
                    jdbc.sql("""
                            select (document - 'version')::text from patient_document where id = :id
                            union all
                            select search_keys::text || sort_name from patient where id = :id
                            union all
                            select to_jsonb(r)::text from related_person r where patient_id = :id
                            order by 1
                            """).param("id", id.value()).query(String.class).list());
        }
        return rows;
    }

    private long loops(UUID suspect) {
        return jdbc.sql("select count(*) from patients_loop where subject = :id")
                .param("id", suspect)
                .query(Long.class)
                .single();
    }

    private static String letters() {
        return UUID.randomUUID().toString().replaceAll("[^a-f]", "");
    }
}
