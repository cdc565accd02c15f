package org.carewright.foundation.terminology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.carewright.foundation.terminology.ShippedCodes.Shipped;
import org.junit.jupiter.api.Test;

class CodeCleaningTest {

    @Test
    void what_is_shipped_is_what_the_cleaning_makes_of_the_publishers_files() throws IOException {
        assumeTrue(Files.isDirectory(CodeCleaning.RAW), "the raw files are not here");

        for (var list : CodeCleaning.lists().entrySet()) {
            assertThat(CodeCleaning.unpacked(CodeCleaning.SHIPPED.resolve(list.getKey())))
                    .as(list.getKey())
                    .isEqualTo(list.getValue());
        }
    }

    @Test
    void lines_of_a_hcpcs_code_become_one_and_the_letter_that_slipped_goes_back() {
        var cleaned = hcpcs("""
                Code,Description1,Description2,Type,Unknown1,Unknown2,Unknown3,Unknown4
                AP001007,Determination of refractive state was not performed in the course of diagnostic,No dtmn of refractive state,,,C,,198401011997
                AP002008,ophthalmological examination,,,,,,
                E1803001003,"Dynamic adjustable elbow extension only device, includes soft interface materia",lAdjust elbow extension dev  36      A,,,C,D1E,R      0200001012024
                E1803002004,"x (als 1 -",,,,,,
                E1803003004,"emergency) education-",,,,,,
                E1803004004,helping,,,,,,
                """);

        assertThat(row(cleaned, "AP").display())
                .isEqualTo("Determination of refractive state was not performed in the course of diagnostic"
                        + " ophthalmological examination");
        assertThat(row(cleaned, "AP").properties())
                .containsEntry("kind", "modifier")
                .containsEntry("coverage", "C")
                .containsEntry("added", "1984-01-01");
        assertThat(row(cleaned, "E1803").display())
                .isEqualTo("Dynamic adjustable elbow extension only device, includes soft interface material"
                        + " x (als 1 - emergency) education-helping");
        assertThat(row(cleaned, "E1803").properties()).containsEntry("short", "Adjust elbow extension dev");
    }

    private static List<CodeRow> hcpcs(String raw) {
        return CodeCleaning.read(CodeCleaning.hcpcs(raw));
    }

    private static CodeRow row(List<CodeRow> rows, String code) {
        return rows.stream().filter(row -> row.code().equals(code)).findFirst().orElseThrow();
    }

    /** Ordinal, code, display, definition, parent, billable, active, properties of each concept. */
    private static List<List<String>> shipped(Shipped shipped) {
        return new String(shipped.lines(), UTF_8)
                .lines()
                .map(line -> List.of(line.split("\t")))
                .toList();
    }

    @Test
    void no_word_of_the_shipped_lists_is_cut_or_doubled() {
        var hcpcs = shipped(Shipped.HCPCS_LEVEL_II);

        assertThat(hcpcs).hasSize(8_846);
        assertThat(hcpcs).noneMatch(row -> row.get(7).matches(".*\"short\":\"[a-z].*"));
        assertThat(hcpcs).noneMatch(row -> row.get(2).contains("  "));
        assertThat(hcpcs).allMatch(row -> row.get(1).matches("[A-Z0-9]{2}|[A-Z]\\d{4}"));
    }

    @Test
    void the_shipped_diagnoses_have_their_dots_and_lie_under_the_broader_ones() {
        var rows = shipped(Shipped.ICD_10_CM);

        assertThat(rows).hasSize(95_524);
        assertThat(rows.stream().filter(row -> row.get(5).equals("t"))).hasSize(72_748);
        var parents = rows.stream().collect(toMap(row -> row.get(1), row -> row.get(4)));
        // Some headings are left out in between: X fills the place.
        assertThat(parents)
                .containsEntry("E11.9", "E11")
                .containsEntry("H40.10X0", "H40.10")
                .containsEntry("E11", "\\N");
    }

    @Test
    void the_shipped_places_of_service_have_their_definitions() {
        var rows = shipped(Shipped.PLACES_OF_SERVICE);

        assertThat(rows).hasSize(52);
        assertThat(rows).noneMatch(row -> row.get(3).equals("\\N"));
        assertThat(rows.stream().map(row -> row.get(2))).contains("Indian Health Service Provider-based Facility");
    }
}
