package org.carewright.foundation.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.carewright.foundation.patients.SearchTerms.Term;
import org.junit.jupiter.api.Test;

class SearchTermsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 16);

    @Test
    void names_are_parted_and_folded() {
        var terms = SearchTerms.read("  López-Ruiz,  O’Brien ", TODAY);

        assertThat(terms).extracting(Term::word).containsExactly("lopez", "ruiz", "obrien");
    }

    @Test
    void a_date_among_names_is_a_date() {
        var terms = SearchTerms.read("smith 4 mar 1957", TODAY);

        assertThat(terms)
                .containsExactlyInAnyOrder(
                        new Term(Set.of("d:1957-03-04"), null), new Term(Set.of("n:smith"), "smith"));
    }

    @Test
    void a_phone_number_is_found_however_it_is_written() {
        var plain = SearchTerms.read("4195551234", TODAY).getFirst();
        var decorated = SearchTerms.read("+1 (419) 555-1234", TODAY).getFirst();

        assertThat(plain.keys()).contains("p:4195551234");
        assertThat(decorated.keys()).contains("p:4195551234");
    }

    @Test
    void four_digits_may_be_a_year_the_end_of_a_phone_number_or_an_identifier() {
        var term = SearchTerms.read("1957", TODAY).getFirst();

        assertThat(term.keys()).containsExactlyInAnyOrder("y:1957", "p:1957", "i:1957");
    }

    @Test
    void from_three_digits_on_a_number_may_be_a_part_of_one() {
        assertThat(List.of(
                        "719",
                        "555-719",
                        "0512",
                        "10005",
                        "04121957",
                        "+1 (419) 555-1234",
                        "MRN 1000512",
                        "mrn:1000512"))
                .extracting(typed -> SearchTerms.read(typed, TODAY))
                .allSatisfy(terms -> assertThat(terms).hasSize(1))
                .extracting(terms -> terms.getFirst().part())
                .containsExactly("719", "555719", "0512", "10005", "04121957", "4195551234", "1000512", "1000512");
        assertThat(SearchTerms.read("71", TODAY).getFirst().part()).isNull();
        assertThat(SearchTerms.read("3/4/1957", TODAY).getFirst().part()).isNull();
    }

    @Test
    void an_identifier_is_compared_without_its_signs() {
        var term = SearchTerms.read("999-47-3622", TODAY).getFirst();

        assertThat(term.keys()).contains("i:999473622");
    }

    @Test
    void a_name_in_chinese_characters_is_one_word() {
        var terms = SearchTerms.read("王小明", TODAY);

        assertThat(terms).extracting(Term::word).containsExactly("王小明");
    }

    @Test
    void nothing_is_asked_for_by_signs_alone() {
        assertThat(SearchTerms.read("--- % ' ; _", TODAY)).isEmpty();
    }
}
