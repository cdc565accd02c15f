package org.carewright.overview.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.carewright.CarewrightTest;
import org.carewright.Visitor;
import org.carewright.foundation.directory.DirectoryFixtures;
import org.carewright.foundation.patients.PatientFixtures;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CarewrightTest
class DeskPagesTest {

    @Autowired
    Desk desk;

    @Autowired
    StaffFixtures staff;

    @Autowired
    DirectoryFixtures directory;

    @Autowired
    PatientFixtures patients;

    @LocalServerPort
    int port;

    SiteId site;
    PatientId patient;
    Actor coordinator;
    LoopId loop;
    Visitor visitor;

    @BeforeEach
    void a_task_about_a_patient() {
        site = directory.site();
        patient = patients.patient(site);
        coordinator = staff.actor(Role.COORDINATOR, site);
        var task = new Task(site, patient, "Call the pharmacy", "", Severity.MEDIUM, null);
        loop = new LoopId("task", desk.addTask(task, coordinator));
        visitor = Visitor.signedIn(port, coordinator);
        visitor.page("/desk");
    }

    @Test
    void an_act_offers_a_way_back_that_needs_no_script() {
        visitor.post(loop.path() + "/claim", Map.of("back", "/desk?whose=mine"));
        var undo = visitor.page("/desk?whose=mine").expectFirst("#toasts form");

        var answer = visitor.post(undo.attr("action"), fields(undo));

        assertThat(location(answer)).endsWith("/desk?whose=mine");
        assertThat(visitor.page("/desk?whose=mine").text())
                .contains("Taken back")
                .contains("0 open loops");
    }

    @Test
    void a_task_marked_done_can_be_opened_again_from_the_message() {
        visitor.post("/desk/tasks/" + loop.subject() + "/done", Map.of("back", "/desk"));
        var undo = visitor.page("/desk").expectFirst("#toasts form");

        visitor.post(undo.attr("action"), fields(undo));

        assertThat(visitor.page("/desk").select(".item-title").eachText()).containsExactly("Call the pharmacy");
    }

    @Test
    void a_form_that_fails_stands_open_with_what_is_wrong_and_what_was_typed() {
        var answer = visitor.post(loop.path() + "/hand-off", Map.of("note", "Left two messages"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Choose the colleague who takes it.").contains("Left two messages");
    }

    @Test
    void a_patients_page_shows_her_loops_with_their_remedies_and_comes_back_to_them() {
        var page = visitor.page("/patients/" + patient + "/loops");
        var done = page.expectFirst(".items form");

        assertThat(page.select(".item-title").eachText()).containsExactly("Call the pharmacy");
        assertThat(location(visitor.post(done.attr("action"), fields(done))))
                .endsWith("/patients/" + patient + "/loops");
        assertThat(visitor.page("/patients/" + patient + "/loops/card").text()).contains("Nothing is open.");
    }

    @Test
    void a_patients_page_leads_to_her_visits_and_to_who_has_looked() {
        var tabs = visitor.page("/patients/" + patient).select("nav.tabs a").eachText();

        assertThat(tabs).contains("Open loops", "Visits", "Who has looked");
        assertThat(visitor.page("/patients/" + patient + "/visits").text()).contains("Book a visit");
    }

    @Test
    void the_filter_and_the_file_call_a_kind_by_its_title() {
        assertThat(visitor.page("/desk").select("select[name=rule] option").eachText())
                .contains("Task written by hand (1)");
        assertThat(visitor.get("/desk.csv").body()).contains("Task written by hand");
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static Map<String, String> fields(Element form) {
        return form.select("input[type=hidden]:not([name=_csrf])").stream()
                .collect(Collectors.toMap(field -> field.attr("name"), field -> field.attr("value")));
    }

    @Test
    void a_task_whose_day_can_not_be_read_is_shown_again_with_all_that_was_typed() {
        for (var due :
                List.of("9999-12-31", "2027-02-29T09:00", "tomorrow", "0001-01-01T00:00", "+999999999-12-31T00:00")) {
            var task = Map.of(
                    "title",
                    "Call <b>her</b>",
                    "details",
                    "محمد",
                    "severity",
                    "low",
                    "site",
                    site.toString(),
                    "due",
                    due);

            var answer = visitor.post("/desk/tasks", task);

            assertThat(answer.statusCode()).as(due).isEqualTo(422);
            var page = Jsoup.parse(answer.body());
            assertThat(page.expectFirst("input[name=title]").attr("value")).isEqualTo("Call <b>her</b>");
            assertThat(page.expectFirst("textarea[name=details]").text()).contains("محمد");
            assertThat(page.expectFirst("input[name=due]").attr("value")).isEqualTo(due);
            assertThat(page.select(".field-error").text()).isNotBlank();
        }
    }

    @Test
    void a_task_that_is_sent_twice_is_written_down_once() {
        var id = visitor.page("/desk/tasks/new").expectFirst("input[name=id]").attr("value");
        var task = Map.of("id", id, "title", "Call her", "severity", "low", "site", site.toString());

        var answers = List.of(visitor.post("/desk/tasks", task), visitor.post("/desk/tasks", task));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(
                                answer.headers().firstValue("Location").orElse(""))
                        .endsWith("/desk?open=task/" + id));
        assertThat(visitor.page("/desk").select("a:contains(Call her)")).hasSize(1);
    }
}
