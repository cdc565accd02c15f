package org.carewright.foundation.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.Visitor;
import org.carewright.foundation.directory.DirectoryFixtures;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Role;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CarewrightTest
class ClockPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    DirectoryFixtures places;

    @Autowired
    StaffFixtures staff;

    private Visitor manager;

    @BeforeEach
    void sign_in() {
        manager = Visitor.signedIn(port, staff.actor(Role.MANAGER));
    }

    @Test
    void the_list_shows_limit_source_paragraph_and_the_mark_of_what_is_to_be_checked() {
        var page = manager.page("/clocks?q=transitional");

        assertThat(page.select("tbody tr")).hasSize(3);
        assertThat(page.select("tbody").text()).contains("within 2 weekdays", "CPT 99496", "Check");
        assertThat(manager.page("/clocks?kind=off").select("tbody").text()).contains("CMS-0062-P");
        assertThat(manager.page("/clocks?q=45+cfr+164.404").select("tbody tr")).hasSize(1);
    }

    @Test
    void the_export_holds_every_rule() {
        var csv = manager.get("/clocks.csv?sort=source");

        assertThat(csv.body()).contains("breach-notice", "within 60 calendar days");
    }

    @Test
    void a_rule_tells_when_something_would_be_due() {
        var page = manager.page("/clocks/breach-notice?at=2026-11-16T10:00&site=" + places.site());

        assertThat(page.select("time").attr("datetime")).isEqualTo("2027-01-15T15:00:00Z");
    }

    @Test
    void tightening_first_says_what_it_touches_and_then_does_it() {
        var site = places.site().toString();
        var form = Map.of("site", site, "stage", "due", "amount", "20", "reason", "our promise");
        manager.page("/clocks/breach-notice");

        var asked =
                Jsoup.parse(manager.post("/clocks/breach-notice/tighten", form).body());
        assertThat(asked.select("button[name=confirmed]")).hasSize(1);
        assertThat(manager.page("/clocks/breach-notice").select("button[value=" + site + "]"))
                .isEmpty();

        var confirmed = new java.util.HashMap<>(form);
        confirmed.put("confirmed", "true");
        manager.post("/clocks/breach-notice/tighten", confirmed);
        assertThat(manager.page("/clocks/breach-notice").select("button[value=" + site + "]"))
                .hasSize(1);

        manager.post("/clocks/breach-notice/relax", Map.of("site", site, "stage", "due"));
        assertThat(manager.page("/clocks/breach-notice").select("button[value=" + site + "]"))
                .isEmpty();
    }

    @Test
    void loosening_is_refused_beside_the_field() {
        manager.page("/clocks/breach-notice");

        var answer = manager.post(
                "/clocks/breach-notice/tighten",
                Map.of("site", places.site().toString(), "stage", "due", "amount", "90", "reason", "why"));

        assertThat(Jsoup.parse(answer.body()).select("#error-amount").text()).contains("never looser");
    }

    @Test
    void a_rule_of_our_own_is_added_and_switched_off() {
        var id = "own-" + UUID.randomUUID();
        manager.page("/clocks/new");

        manager.post("/clocks/new", ownRule(id));
        manager.page("/clocks/" + id);
        manager.post("/clocks/" + id + "/enabled", Map.of("enabled", "false", "version", "0"));

        assertThat(manager.page("/clocks/" + id).text()).contains("Switched off", "within 2 hours");
    }

    @Test
    void a_rule_needs_a_short_name_and_a_site_that_is_there() {
        manager.page("/clocks/new");
        var nowhere = ownRule("own-" + UUID.randomUUID());
        nowhere.put("site", UUID.randomUUID().toString());

        var endless = manager.post("/clocks/new", ownRule("a".repeat(10_000)));
        var lost = manager.post("/clocks/new", nowhere);

        assertThat(Jsoup.parse(endless.body()).select("#error-id").text()).contains("60 at most");
        assertThat(lost.statusCode()).isEqualTo(404);
        assertThat(lost.body()).contains("The site is gone");
    }

    private static Map<String, String> ownRule(String id) {
        return new HashMap<>(Map.of(
                "id",
                id,
                "title",
                "Call back",
                "startsWith",
                "A call",
                "stopsWith",
                "A call back",
                "amount",
                "2",
                "unit",
                "HOURS"));
    }

    @Test
    void a_nurse_reads_and_is_offered_nothing_to_change() {
        var nurse = Visitor.signedIn(port, staff.actor(Role.NURSE));

        assertThat(nurse.page("/clocks/breach-notice").select("main form[method=post]"))
                .isEmpty();
    }
}
