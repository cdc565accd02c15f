package org.carewright.foundation.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CodeIndexTest {

    private static final List<CodeRow> ROWS = List.of(
            heading("E11", "Type 2 diabetes mellitus"),
            CodeRow.of("E11.9", "Type 2 diabetes mellitus without complications"),
            CodeRow.of("E11.621", "Type 2 diabetes mellitus with foot ulcer"),
            CodeRow.of("E23.2", "Diabetes insipidus"),
            CodeRow.of("L97.5", "Ulcer of the foot"),
            CodeRow.of("H81.0", "Ménière's disease"),
            CodeRow.of("Z99", "Use of an e11 machine"));

    private final CodeIndex index = index();

    private static CodeRow heading(String code, String display) {
        return new CodeRow(code, display, null, null, false, true, java.util.Map.of());
    }

    private static CodeIndex index() {
        var builder = new CodeIndex.Builder();
        for (int i = 0; i < ROWS.size(); i++) {
            var row = ROWS.get(i);
            builder.add(i, row.code(), row.display(), Boolean.FALSE.equals(row.billable()), !row.active());
        }
        return builder.build();
    }

    private List<String> codes(String text) {
        return codes(index.find(text, false, true, 10));
    }

    private static List<String> codes(CodeIndex.Hits hits) {
        return hits.first().stream().map(CodeIndex.Hit::code).toList();
    }

    @Test
    void a_code_is_found_with_and_without_its_dot_and_comes_before_words() {
        assertThat(codes("E11.9")).containsExactly("E11.9");
        assertThat(codes("e119")).containsExactly("E11.9");
        assertThat(codes("e11")).containsExactly("E11", "E11.621", "E11.9", "Z99");
    }

    @Test
    void words_are_found_in_any_order_and_by_their_beginning() {
        assertThat(codes("foot ulcer")).containsExactly("L97.5", "E11.621");
        assertThat(codes("ulc diab")).containsExactly("E11.621");
        assertThat(codes("e11 foot")).containsExactly("E11.621");
        assertThat(codes("E11.9 diabetes")).containsExactly("E11.9");
        assertThat(codes("meniere")).containsExactly("H81.0");
    }

    @Test
    void whole_words_come_before_longer_ones_and_short_descriptions_before_long_ones() {
        assertThat(codes("diabetes")).containsExactly("E23.2", "E11", "E11.9", "E11.621");
        assertThat(codes("d")).containsExactly("E23.2", "H81.0", "E11", "E11.9", "E11.621");
    }

    @Test
    void a_misspelt_word_is_taken_for_the_one_most_like_it() {
        var hits = index.find("diabtes foto", false, true, 10);

        assertThat(codes(hits)).containsExactly("E11.621");
        assertThat(hits.corrected()).isEqualTo("diabetes foot");
        assertThat(index.find("zzzz", false, true, 10).total()).isZero();
    }

    @Test
    void headings_can_be_left_out_and_the_total_counts_what_is_not_given() {
        var hits = index.find("type", true, true, 1);

        assertThat(codes(hits)).containsExactly("E11.9");
        assertThat(hits.total()).isEqualTo(2);
    }

    @Test
    void nothing_asked_is_everything_in_the_order_of_the_list_and_signs_alone_are_nothing() {
        assertThat(codes("  ")).startsWith("E11", "E11.9", "E11.621").hasSize(7);
        assertThat(codes("--")).isEmpty();
    }
}
