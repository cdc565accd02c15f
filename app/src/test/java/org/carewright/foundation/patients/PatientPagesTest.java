package org.carewright.foundation.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carewright.CarewrightTest;
import org.carewright.Visitor;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CarewrightTest
class PatientPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    Patients patients;

    @Autowired
    PatientFixtures people;

    @Autowired
    StaffFixtures staff;

    SiteId site;
    Actor coordinator;
    Visitor visitor;

    @BeforeEach
    void open() {
        site = people.site();
        coordinator = staff.actor(Role.COORDINATOR, site);
        visitor = Visitor.signedIn(port, coordinator);
    }

    @Test
    void a_patient_is_found_in_the_list_and_opened() {
        var person = Person.somebody();
        var id = people.patient(site, person.demographics());

        var link = visitor.page("/patients?q=" + person.name().family()).expectFirst("a.row-link");

        assertThat(link.attr("href")).isEqualTo("/patients/" + id);
        assertThat(visitor.page("/patients/" + id).expectFirst("h1").text())
                .isEqualTo(person.name().filed());
    }

    @Test
    void the_overview_of_a_confidential_record_has_the_chart_for_those_who_treat_alone() {
        var id = people.confidentialPatient(site);

        var closed = visitor.page("/patients/" + id);
        var open = Visitor.signedIn(port, staff.actor(Role.NURSE, site)).page("/patients/" + id);

        assertThat(closed.select("[hx-get$=/chart/card]")).isEmpty();
        assertThat(closed.select("a[href$=/chart]")).isNotEmpty();
        assertThat(open.select("[hx-get$=/chart/card]")).isNotEmpty();
    }

    @Test
    void who_may_not_lift_the_confidential_flag_sees_it_fixed_and_saves_all_else() {
        var id = people.confidentialPatient(site);

        var form = visitor.page("/patients/" + id + "/edit");
        var saved = visitor.post("/patients/" + id + "/edit", form(id, Map.of("names[0]", "Renamed", "version", "1")));

        assertThat(form.select("#field-confidential[checked][disabled]")).hasSize(1);
        assertThat(form.text()).doesNotContain("Works here");
        assertThat(visitor.page("/patients/" + id).text()).doesNotContain("Works here");
        assertThat(saved.statusCode()).isEqualTo(302);
        var person = patients.get(id, staff.actor(Role.NURSE, site)).demographics();
        assertThat(person.name().family()).isEqualTo("Renamed");
        assertThat(person.confidentialReason()).isEqualTo("Works here");
    }

    @Test
    void the_list_is_a_file_too() {
        var person = Person.somebody();
        people.patient(site, person.demographics());

        var csv = visitor.get("/patients.csv?q=" + person.name().family()).body();

        assertThat(csv)
                .contains("Name,Born,Gender,MRN")
                .contains("\"" + person.name().filed() + "\"");
    }

    @Test
    void a_form_with_mistakes_tells_them_all_beside_the_fields_and_keeps_what_was_typed() {
        visitor.page("/patients/new");

        var answer = visitor.post(
                "/patients",
                form(PatientId.fresh(), Map.of("names[0]", "", "birthDate", "3/4/2050", "telecoms[1]", "at home")));

        assertThat(answer.statusCode()).isEqualTo(422);
        var page = Jsoup.parse(answer.body());
        assertThat(page.select(".field-error").eachText()).hasSize(3);
        assertThat(page.expectFirst("#field-birthDate").attr("value")).isEqualTo("3/4/2050");
        assertThat(page.expectFirst("#field-line").attr("value")).isEqualTo("12 Main St");
    }

    @Test
    void a_form_sent_twice_registers_once() {
        visitor.page("/patients/new");
        var form = form(
                PatientId.fresh(), Map.of("names[0]", Person.somebody().name().family()));

        var first = visitor.post("/patients", form);
        var second = visitor.post("/patients", form);

        assertThat(first.statusCode()).isEqualTo(302);
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
    }

    @Test
    void a_likely_duplicate_is_shown_with_its_reasons_and_can_be_overruled() {
        var person = Person.somebody();
        people.patient(site, person.demographics());
        visitor.page("/patients/new");
        var form = form(
                PatientId.fresh(),
                Map.of(
                        "names[0]",
                        person.name().family(),
                        "names[0].given",
                        person.name().given(),
                        "birthDate",
                        String.valueOf(person.birthDate())));

        var page = Jsoup.parse(visitor.post("/patients", form).body());
        form.put("notTheSame", page.expectFirst("input[name=notTheSame]").attr("value"));
        var accepted = visitor.post("/patients", form);

        assertThat(page.text()).contains("This person may be here already", "Same birth date");
        assertThat(accepted.statusCode()).isEqualTo(302);
    }

    @Test
    void a_stale_form_shows_both_values_and_can_be_sent_again() {
        var id = people.patient(site, Person.somebody().demographics());
        visitor.page("/patients/" + id + "/edit");
        patients.update(id, 1, Person.named("Meanwhile", "Nora").demographics(), coordinator);

        var typed = form(id, Map.of("names[0]", "Typed", "version", "1"));
        var page = Jsoup.parse(visitor.post("/patients/" + id + "/edit", typed).body());
        typed.put("version", page.expectFirst("input[name=version]").attr("value"));
        var saved = visitor.post("/patients/" + id + "/edit", typed);

        assertThat(page.text()).contains("Somebody else changed this record", "Meanwhile");
        assertThat(page.expectFirst("[id='field-names[0]']").attr("value")).isEqualTo("Typed");
        assertThat(saved.statusCode()).isEqualTo(302);
    }

    @Test
    void a_merge_taken_back_leads_to_the_history_which_says_so() {
        var id = people.patient(site);
        var merge = people.merge(id, people.patient(site), coordinator).orElseThrow();
        visitor.page("/patients/" + id + "/history");

        var first = visitor.post("/patients/merges/" + merge + "/undo", Map.of("patient", id.toString()));
        var taken = visitor.page("/patients/" + id + "/history");
        visitor.post("/patients/merges/" + merge + "/undo", Map.of("patient", id.toString()));
        var refused = visitor.page("/patients/" + id + "/history");

        assertThat(first.statusCode()).isEqualTo(302);
        assertThat(first.headers().firstValue("Location").orElseThrow()).endsWith("/patients/" + id + "/history");
        assertThat(taken.text()).contains("The two records are apart again");
        assertThat(refused.text()).contains("This merge was taken back already.");
    }

    @Test
    void every_page_of_a_patient_opens() {
        var person = Person.somebody();
        var id = people.patient(site, person.demographics());
        var other = people.patient(site, person.demographics());
        var suspect = patients.suspects(id, coordinator).getFirst().id();

        for (var path : List.of("", "/edit", "/people", "/people/new", "/history", "/merge", "/merge/" + other)) {
            assertThat(visitor.page("/patients/" + id + path).select("h1"))
                    .as(path)
                    .hasSize(1);
        }
        assertThat(visitor.page("/patients/duplicates/" + suspect).text()).contains("Why these two");
    }

    private Map<String, String> form(PatientId id, Map<String, String> typed) {
        var form = new HashMap<>(Map.of(
                "id", id.toString(),
                "site", site.toString(),
                "line", "12 Main St",
                "city", "Toledo",
                "postalCode", "43604"));
        form.putAll(typed);
        return form;
    }

    @Test
    void names_of_every_script_are_shown_as_they_are_and_none_as_markup() {
        for (var name : List.of(
                "محمد",
                "דוד",
                "李小龍",
                "क्षितिज",
                "\uD83E\uDDD1\u200D\u2695\uFE0F",
                "\uD841\uDF0E",
                "e\u0301\u0323\u0300",
                "\u200Fabc",
                "<script>alert(1)</script>",
                "\" onmouseover=\"alert(1)",
                "'; drop table patient; --",
                "${1+1} @raw {{7*7}}")) {
            var id = people.patient(site, HumanName.of(name, "Ada"), LocalDate.of(1957, 3, 4));
            for (var path : List.of("", "/history", "/edit", "/people", "/visits", "/loops", "/chart")) {
                var page = visitor.page("/patients/" + id + path);
                assertThat(page.outerHtml()).as(path + " " + name).doesNotContain("<script>alert");
                assertThat(page.select("[onmouseover], script:not([src])"))
                        .as(path + " " + name)
                        .isEmpty();
                assertThat(page.expectFirst("h1").wholeText()).as(path).contains(name);
            }
        }
    }

    @Test
    void what_turns_the_direction_of_the_page_is_left_out_of_a_name() {
        var id = people.patient(site, HumanName.of("Abc\u202Egnp\u202C", "A\u2067da"), LocalDate.of(1957, 3, 4));

        assertThat(visitor.page("/patients/" + id).expectFirst("h1").text()).isEqualTo("Abcgnp, Ada");
    }

    @Test
    void birth_dates_that_can_not_be_are_refused_with_all_that_was_typed() {
        visitor.page("/patients/new");
        for (var born : List.of("0001-01-01", "12/31/9999", "2/29/2023", "2/29/1900", "11/30/2026", "1849")) {
            var id = PatientId.fresh();

            var answer = visitor.post("/patients", form(id, Map.of("names[0]", "Leap" + born, "birthDate", born)));

            assertThat(answer.statusCode()).as(born).isEqualTo(422);
            var page = Jsoup.parse(answer.body());
            assertThat(page.expectFirst("input[name=birthDate]").attr("value")).isEqualTo(born);
            assertThat(page.expectFirst("input[name='names[0]']").attr("value")).isEqualTo("Leap" + born);
            assertThat(visitor.get("/patients/" + id).statusCode()).isEqualTo(404);
        }
    }
}
