package org.carewright.foundation.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.Visitor;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CarewrightTest
class DirectoryPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    Directory directory;

    @Autowired
    DirectoryFixtures fixtures;

    @Autowired
    StaffFixtures staff;

    private Visitor manager;

    @BeforeEach
    void sign_in() {
        manager = Visitor.signedIn(port, staff.actor(Role.MANAGER));
    }

    @Test
    void every_list_shows_exports_and_offers_to_add() {
        for (var list : List.of("sites", "practitioners", "rooms", "devices", "visit-types")) {
            var page = manager.page("/directory/" + list + "?q=nothing-has-this-name&sort=name&dir=desc");
            assertThat(page.select("nav.tabs a[aria-current]")).hasSize(1);
            assertThat(page.select("a[href=/directory/" + list + "/new]")).isNotEmpty();
            assertThat(manager.get("/directory/" + list + ".csv").statusCode()).isEqualTo(200);
        }
        assertThat(manager.get("/directory").statusCode()).isEqualTo(302);
    }

    @Test
    void a_coordinator_is_offered_nothing_to_change() {
        var coordinator = Visitor.signedIn(port, staff.actor(Role.COORDINATOR));
        var site = fixtures.site();

        assertThat(coordinator.page("/directory/sites/" + site).select("main form[method=post]"))
                .isEmpty();
        assertThat(coordinator.page("/directory/rooms").select("a[href$=/new]")).isEmpty();
    }

    @Test
    void a_site_is_added_given_hours_and_holidays_and_taken_out_of_use() {
        var name = "Hilltop " + UUID.randomUUID();
        manager.page("/directory/sites/new");
        var added = manager.post(
                "/directory/sites/new", Map.of("name", name, "timeZone", "America/Denver", "version", "0"));
        var path = java.net
                .URI
                .create(added.headers().firstValue("Location").orElseThrow())
                .getPath();

        manager.page(path);
        manager.post(path + "/hours", Map.of("monday", "8-12, 13-17", "version", "0"));
        manager.post(path + "/holidays", Map.of("year", "next"));
        manager.post(path + "/closures", Map.of("first", "2027-02-01", "name", "Training"));
        manager.post(path + "/active", Map.of("active", "false", "version", "1"));

        var page = manager.page(path);
        assertThat(page.title()).startsWith(name);
        assertThat(page.select("input[name=monday]").attr("value")).isEqualTo("08:00–12:00, 13:00–17:00");
        assertThat(page.select("#closures li")).hasSize(12);
        assertThat(page.text()).contains("Out of use");
    }

    @Test
    void a_form_that_fails_keeps_what_was_typed_and_says_all_that_is_wrong() {
        manager.page("/directory/practitioners/new");

        var answer = manager.post(
                "/directory/practitioners/new",
                Map.of("given", "Ana", "family", "", "npi", "1234567890", "sex", "FEMALE", "version", "0"));

        var page = org.jsoup.Jsoup.parse(answer.body());
        assertThat(page.select("[role=alert] li")).hasSize(3);
        assertThat(page.select("input[name=given]").attr("value")).isEqualTo("Ana");
        assertThat(page.select("#error-npi")).isNotEmpty();
    }

    @Test
    void a_practitioner_gets_a_role_hours_and_time_away() {
        var site = fixtures.site().toString();
        var practitioner = fixtures.practitioner();
        var path = "/directory/practitioners/" + practitioner;
        manager.page(path);

        manager.post(path + "/roles", Map.of("specialty", "207Q00000X", "site", site, "from", "2026-11-01"));
        manager.post(path + "/hours", Map.of("days", "MONDAY", "hours", "9-12", "site", site, "from", "2026-11-01"));
        manager.post(path + "/exceptions", Map.of("kind", "AWAY", "first", "2026-12-21", "last", "2026-12-31"));

        var page = manager.page(path);
        assertThat(page.select("#roles li")).hasSize(1);
        assertThat(page.select("#hours li").text()).contains("Mon 09:00–12:00");
        assertThat(page.select("#exceptions li").text()).contains("Mon Dec 21, 2026 to Thu Dec 31, 2026");
    }

    @Test
    void a_site_that_is_not_there_is_said_to_be_gone() {
        var practitioner = fixtures.practitioner();
        var path = "/directory/practitioners/" + practitioner;
        var nowhere = UUID.randomUUID().toString();
        manager.page(path);

        var answer =
                manager.post(path + "/roles", Map.of("specialty", "207Q00000X", "site", nowhere, "from", "2026-11-01"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("The site is gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999-12-31", "+10000-01-01", "0000-12-31", "-0001-01-01", "2026-02-29"})
    void a_day_beyond_all_calendars_is_none(String day) {
        var path = "/directory/practitioners/" + fixtures.practitioner();
        manager.page(path);

        var answer = manager.post(path + "/exceptions", Map.of("kind", "AWAY", "first", "2026-12-21", "last", day));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(org.jsoup.Jsoup.parse(answer.body()).select("#error-last").text())
                .isEqualTo("Write the last day as a date.");
    }

    @Test
    void hours_that_clash_are_refused_beside_the_field() {
        var site = fixtures.site();
        var path = "/directory/practitioners/" + fixtures.practitionerAt(site);
        manager.page(path);

        var answer = manager.post(
                path + "/hours",
                Map.of("days", "TUESDAY", "hours", "16-18", "site", site.toString(), "from", "2026-11-01"));

        var page = org.jsoup.Jsoup.parse(answer.body());
        assertThat(page.select("#error-hours").text()).contains("Tuesday");
    }

    @Test
    void rooms_devices_and_visit_types_are_added_and_edited() {
        var site = fixtures.site().toString();
        var name = UUID.randomUUID().toString();
        manager.page("/directory/rooms/new");

        manager.post("/directory/rooms/new", Map.of("name", name, "site", site, "features", "Exam Table, sink"));
        manager.post("/directory/devices/new", Map.of("name", name, "site", site, "kind", "ECG", "version", "0"));
        manager.post(
                "/directory/visit-types/new",
                Map.ofEntries(
                        Map.entry("name", name),
                        Map.entry("minutes", "30"),
                        Map.entry("alignment", "15"),
                        Map.entry("practitioners", "1"),
                        Map.entry("capacity", "1"),
                        Map.entry("bufferBefore", "0"),
                        Map.entry("bufferAfter", "5"),
                        Map.entry("roomBefore", "0"),
                        Map.entry("roomAfter", "0"),
                        Map.entry("deviceBefore", "0"),
                        Map.entry("deviceAfter", "0"),
                        Map.entry("modality", "VIDEO"),
                        Map.entry("colour", "TEAL"),
                        Map.entry("bookableBy", "NURSE")));

        assertThat(manager.page("/directory/rooms?q=" + name).select("tbody tr").text())
                .contains("exam table, sink");
        assertThat(manager.page("/directory/devices?q=" + name)
                        .select("tbody tr")
                        .text())
                .contains("ecg");
        assertThat(manager.page("/directory/visit-types?q=" + name)
                        .select("tbody tr")
                        .text())
                .contains("Video");
    }
}
