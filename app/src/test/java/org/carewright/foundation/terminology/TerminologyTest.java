package org.carewright.foundation.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.carewright.CarewrightTest;
import org.carewright.foundation.terminology.CodeFile.Said;
import org.carewright.foundation.terminology.ExpansionOutcome.Expansion;
import org.carewright.foundation.terminology.ImportOutcome.NewCodes;
import org.carewright.foundation.terminology.ImportOutcome.Unchanged;
import org.carewright.foundation.terminology.LookupOutcome.Found;
import org.carewright.foundation.terminology.ValidationOutcome.NotChosen;
import org.carewright.foundation.terminology.ValidationOutcome.OtherWords;
import org.carewright.foundation.terminology.ValidationOutcome.Valid;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CarewrightTest
class TerminologyTest {

    @Autowired
    Terminology terminology;

    @Autowired
    ShippedCodes shipped;

    @Autowired
    CodesImport imports;

    @Autowired
    StaffFixtures staff;

    private Actor actor;
    private Actor administrator;

    @BeforeEach
    void people() {
        actor = staff.actor(Role.COORDINATOR);
        administrator = staff.actor(Role.ADMINISTRATOR);
    }

    /** Rooms under a url of their own. */
    private static String url() {
        return "http://test.org/codes/" + UUID.randomUUID();
    }

    private static Incoming rooms(String url, String version, String csv) {
        return CodeFile.read("rooms.csv", csv.getBytes(StandardCharsets.UTF_8), new Said(url, version, "Rooms"));
    }

    private ImportOutcome load(Incoming incoming) {
        return terminology.load(incoming, CodeSystem.Origin.SITE, written -> {}, administrator);
    }

    private List<String> search(String system, String text) {
        return codes(terminology.search(system, CodeQuery.of(text, 20), actor));
    }

    private static List<String> codes(ExpansionOutcome outcome) {
        return ((Expansion) outcome).concepts().stream().map(Concept::code).toList();
    }

    @Test
    void the_shipped_codes_are_here_and_searched_by_code_and_words() {
        assertThat(search(Icd10Cm.SYSTEM, "e119")).containsExactly("E11.9");
        assertThat(search(Icd10Cm.SYSTEM, "type 2 diab foot ulcer")).containsExactly("E11.621");
        assertThat(search(ShippedCodes.HCPCS, "wheelchair standard")).contains("K0001");
        assertThat(search(ShippedCodes.PLACE_OF_SERVICE, "office")).containsExactly("11");
        var anywhere = (Expansion) terminology.search(null, CodeQuery.of("hypertensoin", 5), actor);
        assertThat(anywhere.corrected()).isEqualTo("hypertension");
        assertThat(anywhere.concepts().getFirst().display()).contains("hypertension");
    }

    @Test
    void shipped_codes_are_loaded_once_however_many_nodes_start() throws Exception {
        var before = terminology.systems(actor);

        try (var nodes = Executors.newFixedThreadPool(4)) {
            var starts = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(i -> nodes.submit(() -> shipped.load(Actor.operator("carewright serve"))))
                    .toList();
            for (var start : starts) start.get();
        }

        assertThat(terminology.systems(actor)).isEqualTo(before);
    }

    @Test
    void a_code_is_looked_up_with_what_is_broader_and_narrower() {
        var found = (Found) terminology.lookup(Icd10Cm.SYSTEM, null, "E11.62", actor);

        assertThat(found.ancestors()).extracting(Concept::code).containsExactly("E11", "E11.6");
        assertThat(found.children()).extracting(Concept::code).contains("E11.621", "E11.628");
        assertThat(found.concept().billable()).isFalse();
        assertThat(terminology.lookup(Icd10Cm.SYSTEM, "1999", "E11", actor)).isInstanceOf(UnknownSystem.class);
        assertThat(terminology.lookup("http://nobody.org", null, "E11", actor)).isInstanceOf(UnknownSystem.class);
        assertThat(((UnknownCode) terminology.lookup(Icd10Cm.SYSTEM, null, "e1162", actor)).words())
                .isEqualTo("ICD-10-CM 2022 has no code “e1162”; it is written E11.62.");
    }

    @Test
    void a_code_is_valid_with_its_own_words_or_none() {
        var words = "Type 2 diabetes mellitus without complications";

        assertThat(terminology.validate(Icd10Cm.SYSTEM, null, "E11.9", null, actor))
                .isInstanceOf(Valid.class);
        assertThat(terminology.validate(Icd10Cm.SYSTEM, null, "E11.9", words, actor))
                .isInstanceOf(Valid.class);
        assertThat(terminology.validate(Icd10Cm.SYSTEM, null, "E11.9", "Gout", actor))
                .isInstanceOf(OtherWords.class);
        assertThat(terminology.validate(Icd10Cm.SYSTEM, null, "E119", null, actor))
                .isInstanceOf(UnknownCode.class);
    }

    @Test
    void an_import_says_what_changes_and_the_same_again_changes_nothing() {
        var url = url();
        load(rooms(url, "2", "R1,One\nR2,Two\n"));

        var outcome = (NewCodes) load(rooms(url, "10", "R2,Number two\nR3,Three\n"));

        assertThat(List.of(outcome.added(), outcome.gone(), outcome.reworded())).containsExactly(1L, 1L, 1L);
        assertThat(load(rooms(url, "10", "R2,Number two\nR3,Three\n"))).isInstanceOf(Unchanged.class);
        assertThat(search(url, "")).containsExactly("R2", "R3");
    }

    @Test
    void codes_of_an_older_edition_are_still_found_but_no_longer_valid() {
        var url = url();
        load(rooms(url, "10", "R2,Two\n"));
        load(rooms(url, "9", "R1,One\nR2,Too\n"));

        var found = (Found) terminology.lookup(url, null, "R1", actor);

        assertThat(found.system().version()).isEqualTo("9");
        assertThat(found.system().current()).isFalse();
        assertThat(((UnknownCode) terminology.validate(url, null, "R1", null, actor)).words())
                .isEqualTo("Rooms 10 has no code “R1”; version 9 had it.");
        assertThat(terminology.validate(url, "9", "R1", null, actor)).isInstanceOf(Valid.class);
    }

    @Test
    void a_version_brought_again_with_other_content_takes_its_place() {
        var url = url();
        load(rooms(url, "1", "R1,One\n"));
        assertThat(search(url, "one")).containsExactly("R1");

        load(rooms(url, "1", "R1,First\nR9,Nine\n"));

        assertThat(search(url, "first")).containsExactly("R1");
        assertThat(search(url, "")).containsExactly("R1", "R9");
        assertThat(terminology.systems(actor).stream()
                        .filter(system -> system.url().equals(url)))
                .hasSize(1);
    }

    @Test
    void a_value_set_is_expanded_and_its_words_come_from_the_code_system() {
        var rooms = url();
        var chosen = url();
        load(rooms(rooms, "1", "R1,One\nR2,Two\n"));
        load(valueSet(
                chosen,
                "[{\"system\":\"%s\",\"concept\":[{\"code\":\"R2\"}]},{\"system\":\"%s\"}]"
                        .formatted(rooms, ShippedCodes.PLACE_OF_SERVICE)));

        var all = (Expansion) terminology.expand(chosen, null, CodeQuery.of("", 100), actor);

        assertThat(all.total()).isEqualTo(53);
        assertThat(all.concepts().getFirst().display()).isEqualTo("Two");
        assertThat(codes(terminology.expand(chosen, null, CodeQuery.of("off", 3), actor)))
                .containsExactly("19", "11");
        assertThat(terminology.validateIn(chosen, null, rooms, null, "R2", "two", actor))
                .isInstanceOf(Valid.class);
        assertThat(terminology.validateIn(chosen, null, rooms, null, "R1", null, actor))
                .isInstanceOf(NotChosen.class);
        assertThat(terminology.validateIn(chosen, null, ShippedCodes.PLACE_OF_SERVICE, null, "11", null, actor))
                .isInstanceOf(Valid.class);
    }

    private static Incoming valueSet(String url, String includes) {
        var json = "{\"resourceType\":\"ValueSet\",\"url\":\"%s\",\"version\":\"1\",\"compose\":{\"include\":%s}}"
                .formatted(url, includes);
        return CodeFile.read("set.json", json.getBytes(StandardCharsets.UTF_8), new Said("", "", ""));
    }

    @Test
    void every_code_system_has_the_value_set_of_all_its_codes() {
        var url = Icd10Cm.SYSTEM + Terminology.ALL_CODES;

        var page = (Expansion) terminology.expand(url, null, new CodeQuery("", false, true, 95_520, 10), actor);

        assertThat(page.total()).isEqualTo(95_524);
        assertThat(page.concepts()).extracting(Concept::code).containsExactly("U07.0", "U07.1", "U09", "U09.9");
        assertThat(terminology.validateIn(url, null, Icd10Cm.SYSTEM, null, "I10", null, actor))
                .isInstanceOf(Valid.class);
        assertThat(terminology.expand("http://nobody.org/vs", null, CodeQuery.of("", 1), actor))
                .isInstanceOf(UnknownValueSet.class);
    }

    @Test
    void a_value_set_with_codes_that_do_not_exist_is_refused_whole() {
        var chosen = url();
        var wrong = valueSet(
                chosen,
                "[{\"system\":\"%s\",\"concept\":[{\"code\":\"11\"},{\"code\":\"X1\"},{\"code\":\"X2\"}]}]"
                        .formatted(ShippedCodes.PLACE_OF_SERVICE));

        assertThatThrownBy(() -> load(wrong))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.issues())
                                .extracting(issue -> issue.path())
                                .containsExactly("X1", "X2"));

        assertThat(terminology.valueSets(actor)).noneMatch(set -> set.url().equals(chosen));
    }

    @Test
    void only_those_who_manage_the_directory_bring_codes_in() {
        var url = url();
        var incoming = rooms(url, "1", "R1,One\n");

        assertThatThrownBy(() -> terminology.load(incoming, CodeSystem.Origin.SITE, written -> {}, actor))
                .isInstanceOf(Forbidden.class);

        assertThat(terminology.systems(actor)).noneMatch(system -> system.url().equals(url));
    }

    @Test
    void the_command_says_what_it_will_do_and_does_it() {
        var url = url();

        assertThat(run(rooms(url, "1", "R1,One\n"), true)).contains("one code.").contains("Nothing was changed");
        assertThat(terminology.systems(actor)).noneMatch(system -> system.url().equals(url));
        assertThat(run(rooms(url, "1", "R1,One\n"), false))
                .contains("No edition of it is here yet")
                .contains("Done.");
        assertThat(run(rooms(url, "1", "R1,One\n"), false)).contains("nothing to do");
    }

    private String run(Incoming incoming, boolean check) {
        var out = new ByteArrayOutputStream();
        imports.run(incoming, check, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
