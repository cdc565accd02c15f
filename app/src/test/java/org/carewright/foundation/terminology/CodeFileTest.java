package org.carewright.foundation.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.carewright.foundation.terminology.CodeFile.Said;
import org.carewright.foundation.terminology.Incoming.Choice;
import org.carewright.foundation.terminology.Incoming.Codes;
import org.carewright.platform.types.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeFileTest {

    private static final Said ROOMS = new Said("http://our-clinic.org/codes/rooms", "1", "Rooms");
    private static final Said NOTHING = new Said("", "", "");

    private static Incoming read(String text, Said said) {
        return CodeFile.read("codes.csv", text.getBytes(StandardCharsets.UTF_8), said);
    }

    private static List<CodeRow> rows(String text) {
        return ((Codes) read(text, ROOMS)).rows();
    }

    private static List<String> refusals(String text, Said said) {
        return catchThrowableOfType(Invalid.class, () -> read(text, said)).issues().stream()
                .map(issue -> issue.path() + ": " + issue.message())
                .toList();
    }

    @Test
    void columns_are_found_by_name_and_others_are_properties() {
        var rows = rows("""
                \uFEFFCode;Display;Parent;billable;active;Floor
                R1;"Room ""one""; left";;no;;2
                R1a;Corner of it;R1;yes;no;
                """);

        assertThat(rows.getFirst().display()).isEqualTo("Room \"one\"; left");
        assertThat(rows.getFirst().properties()).containsEntry("Floor", "2");
        assertThat(rows.getLast())
                .isEqualTo(new CodeRow("R1a", "Corner of it", null, "R1", true, false, java.util.Map.of()));
    }

    @Test
    void two_columns_need_no_head() {
        assertThat(rows("R1,Room one\r\nR2,Room two\r\n"))
                .containsExactly(CodeRow.of("R1", "Room one"), CodeRow.of("R2", "Room two"));
    }

    @Test
    void everything_wrong_is_said_at_once_with_its_line() {
        var refusals = refusals("""
                code,display,parent,billable
                R1,One,,maybe
                ,No code,,
                R3,,,
                R1,Again,,
                R5,"Two
                lines",R9,
                R6,Six,R7,
                R7,Seven,R6,
                R8,a,b,c,d
                """, ROOMS);

        assertThat(refusals)
                .extracting(refusal -> refusal.replaceFirst(":.*", ""))
                .containsExactly("line 2", "line 3", "line 4", "line 5", "line 10", "line 6", "line 8", "line 9");
        assertThat(refusals.get(3)).isEqualTo("line 5: “R1” is on line 2 already; keep one of them.");
    }

    @Test
    void what_no_list_of_codes_is_is_refused_with_a_cure() {
        assertThat(refusals("", ROOMS)).containsExactly(": The file is empty.");
        assertThat(refusals("code\nR1", ROOMS).getFirst()).contains("no column “display”");
        assertThat(refusals("a,b,c\n1,2,3", ROOMS).getFirst()).contains("Name the columns");
        assertThat(refusals("R1,One", NOTHING)).hasSize(2).allMatch(words -> words.contains("--"));
        assertThat(refusals("code,display\nR1,\"open", ROOMS).getFirst()).contains("never closed");
        assertThat(refusals("{\"resourceType\":\"Patient\"}", ROOMS).getFirst()).contains("Patient");
        assertThat(refusals("{\"a\":".repeat(300), ROOMS).getFirst())
                .contains("nested deeper")
                .doesNotContain("Stream");
        assertThat(refusals("{\"resourceType\":", ROOMS).getFirst())
                .contains("line 1")
                .contains("not whole JSON");
        var latin = "R1,Caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(catchThrowableOfType(Invalid.class, () -> CodeFile.read("a.csv", latin, ROOMS))
                        .issues())
                .singleElement()
                .matches(issue -> issue.message().contains("UTF-8"));
    }

    @Test
    void a_file_longer_than_memory_should_hold_is_refused_plain_or_compressed(@TempDir Path folder) throws IOException {
        var plain = folder.resolve("codes.csv");
        try (var file = new RandomAccessFile(plain.toFile(), "rw")) {
            file.setLength((256L << 20) + 1);
        }
        var packed = folder.resolve("codes.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            var blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i <= 256; i++) {
                out.write(blanks);
            }
        }

        for (var file : List.of(plain, packed)) {
            assertThat(catchThrowableOfType(Invalid.class, () -> CodeFile.read(file, ROOMS))
                            .issues())
                    .singleElement()
                    .matches(issue -> issue.message().contains("over 256 MB"));
        }
    }

    @Test
    void an_order_file_says_system_year_dots_and_hierarchy_itself() {
        var text = """
                00001 A00     0 Cholera                                                      Cholera
                00002 A000    1 Cholera due to Vibrio cholerae 01, biovar cholerae           Cholera due to Vibrio cholerae 01, biovar cholerae
                00003 E0837X1 1 Diabetes due to underlying condition w diab mclr edema, r    Diabetes mellitus due to underlying condition, right eye
                """;
        var codes = (Codes) CodeFile.read("icd10cm-order-2026.txt", text.getBytes(StandardCharsets.UTF_8), NOTHING);

        assertThat(codes.heading().url()).isEqualTo(Icd10Cm.SYSTEM);
        assertThat(codes.heading().version()).isEqualTo("2026");
        assertThat(codes.rows()).extracting(CodeRow::code).containsExactly("A00", "A00.0", "E08.37X1");
        assertThat(codes.rows()).extracting(CodeRow::parent).containsExactly(null, "A00", null);
        assertThat(codes.rows()).extracting(CodeRow::billable).containsExactly(false, true, true);
    }

    @Test
    void a_code_system_as_json_keeps_nesting_properties_and_what_is_out_of_use() {
        var codes = (Codes) read("""
                {"resourceType":"CodeSystem","url":"http://a.org/cs","version":"2","title":"Ways","content":"complete",
                 "valueSet":"http://a.org/vs","concept":[
                  {"code":"a","display":"A","concept":[{"code":"b","display":"B",
                    "property":[{"code":"inactive","valueBoolean":true},{"code":"kind","valueCode":"x"}]}]}]}
                """, NOTHING);

        assertThat(codes.valueSet()).isEqualTo("http://a.org/vs");
        assertThat(codes.rows().getLast().parent()).isEqualTo("a");
        assertThat(codes.rows().getLast().active()).isFalse();
        assertThat(codes.rows().getLast().properties()).containsOnly(java.util.Map.entry("kind", "x"));
        assertThat(refusals("{\"resourceType\":\"CodeSystem\",\"url\":\"http://a.org/cs\",\"version\":\"2\"}", ROOMS))
                .hasSize(3);
    }

    @Test
    void a_value_set_names_codes_or_takes_whole_systems_and_nothing_else() {
        var choice = (Choice) read("""
                {"resourceType":"ValueSet","url":"http://a.org/vs","version":"1","name":"Some","compose":{"include":[
                  {"system":"http://a.org/cs","concept":[{"code":"a"},{"code":"b","display":"B"}]},
                  {"system":"http://b.org/cs"}]}}
                """, NOTHING);
        var refusals = refusals("""
                {"resourceType":"ValueSet","url":"http://a.org/vs","version":"1","compose":{"include":[
                  {"system":"http://a.org/cs","filter":[{"property":"concept","op":"is-a","value":"a"}]},
                  {"valueSet":["http://a.org/other"]}],"exclude":[{"system":"http://a.org/cs"}]}}
                """, NOTHING);

        assertThat(choice.concepts()).hasSize(2);
        assertThat(choice.systems()).containsExactly(new Incoming.Whole("http://b.org/cs", null));
        assertThat(refusals).hasSize(3).allMatch(words -> words.contains("expanded"));
    }
}
