package org.carewright.foundation.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.carewright.foundation.patients.HumanName.Use;
import org.carewright.platform.types.Identifier;
import org.junit.jupiter.api.Test;

class DuplicateRulesTest {

    private static final LocalDate BORN = LocalDate.of(1957, 3, 4);

    private final Person nora =
            Person.named("Brown", "Nora").born(BORN).phone("419-555-1234").livingAt("12 Main St");

    @Test
    void the_same_data_are_very_likely_the_same_person() {
        assertThat(likeness(nora, nora).weight()).isGreaterThan(Likeness.STRONG);
    }

    @Test
    void a_slip_in_the_name_and_swapped_day_and_month_are_forgiven() {
        var slipped = nora.renamed("Brwon", "Nora").born(LocalDate.of(1957, 4, 3));

        var likeness = likeness(nora, slipped);

        assertThat(likeness.weight()).isGreaterThan(Likeness.SUSPECT);
        assertThat(likeness.reasons())
                .contains(
                        "Family names are spelt or sound alike", "Birth dates agree when day and month change places");
    }

    @Test
    void a_nickname_stands_for_the_name() {
        var robert = Person.named("Brown", "Robert").born(BORN);

        assertThat(likeness(robert, robert.renamed("Brown", "Bob")).reasons())
                .contains("Given names are used for one another");
    }

    @Test
    void twins_at_one_address_are_two() {
        var twin = nora.renamed("Brown", "Ella");

        assertThat(likeness(nora, twin).weight()).isLessThan(Likeness.SUSPECT);
    }

    @Test
    void father_and_son_of_one_name_at_one_address_are_two() {
        var father =
                Person.named("Brown", "John").born(BORN).phone("419-555-1234").livingAt("12 Main St");
        var son = father.born(LocalDate.of(1985, 8, 30));

        assertThat(likeness(father, son).weight()).isLessThan(Likeness.SUSPECT);
    }

    @Test
    void a_married_name_is_suspected_when_birth_date_and_phone_agree() {
        assertThat(likeness(nora, nora.renamed("Kowalski", "Nora").livingAt("7 Elm Ave"))
                        .weight())
                .isGreaterThan(Likeness.SUSPECT);
    }

    @Test
    void a_maiden_name_on_record_agrees_with_the_former_name() {
        var married = nora.renamed("Kowalski", "Nora").alsoNamed(Use.MAIDEN, "Brown", "Nora");

        assertThat(likeness(nora, married).reasons()).contains("Family name agrees with a former one");
    }

    @Test
    void a_rare_name_weighs_more_than_a_common_one() {
        var frequency = new NameFrequency(Map.of("brown", 0.02, "nora", 0.01));

        var common = compare(nora, nora, frequency);
        var rare = compare(nora.renamed("Zwicky", "Nora"), nora.renamed("Zwicky", "Nora"), frequency);

        assertThat(rare.weight()).isGreaterThan(common.weight());
    }

    @Test
    void one_number_from_two_places_is_told_as_a_reason() {
        var here = nora.with(new Identifier("urn:a", "A-100-200"));
        var there = nora.with(new Identifier("urn:b", "a100200"));

        assertThat(likeness(here, there).reasons()).contains("Same number, from different places");
    }

    @Test
    void two_records_without_a_birth_date_need_more_than_the_name() {
        var unknown = nora.born(null);

        assertThat(likeness(
                                unknown.livingAt("12 Main St"),
                                unknown.livingAt("7 Elm Ave").phone("330-555-9876"))
                        .weight())
                .isLessThan(Likeness.SUSPECT);
        assertThat(likeness(unknown, unknown).weight()).isGreaterThan(Likeness.SUSPECT);
    }

    private static Likeness likeness(Person one, Person other) {
        return compare(one, other, NameFrequency.UNKNOWN);
    }

    private static Likeness compare(Person one, Person other, NameFrequency frequency) {
        return DuplicateRules.compare(
                one.demographics(), one.identifiers(), other.demographics(), other.identifiers(), frequency);
    }

    @Test
    void the_rules_say_the_same_whichever_comes_first() {
        var other = nora.renamed("Browne", "Nora Jane").born(LocalDate.of(1957, 3, 5));

        assertThat(likeness(nora, other)).isEqualTo(likeness(other, nora));
        assertThat(List.of(likeness(nora, other).reasons())).isNotEmpty();
    }
}
