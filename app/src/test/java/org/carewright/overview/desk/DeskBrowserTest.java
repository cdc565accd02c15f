package org.carewright.overview.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.carewright.BrowserTest;
import org.carewright.TestClock;
import org.carewright.foundation.directory.DirectoryFixtures;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DeskBrowserTest extends BrowserTest {

    @Autowired
    Desk desk;

    @Autowired
    StaffFixtures staff;

    @Autowired
    DirectoryFixtures directory;

    @Autowired
    TestClock clock;

    SiteId site;
    Actor coordinator;
    Page page;

    @BeforeEach
    void open_the_desk_with_two_loops() {
        clock.set(TestClock.MONDAY_MORNING);
        site = directory.site();
        coordinator = staff.actor(Role.COORDINATOR, site);
        task("Call the pharmacy");
        task("Send the letter");
        page = open(coordinator);
        page.navigate("/desk?whose=unclaimed");
    }

    @Test
    void what_is_typed_about_one_loop_never_stands_in_anothers_form() {
        openLoop("Call the pharmacy");
        page.keyboard().press("e");
        note().fill("They close at five");

        openLoop("Send the letter");
        page.keyboard().press("e");

        assertThat(note()).hasValue("");
    }

    @Test
    void a_fold_opened_by_its_key_takes_what_is_typed() {
        openLoop("Call the pharmacy");

        page.keyboard().press("e");
        page.keyboard().type("act on this");

        assertThat(note()).hasValue("act on this");
        assertThat(page.locator(".toast")).hasCount(0);
    }

    @Test
    void a_note_that_was_kept_leaves_an_empty_and_folded_form() {
        openLoop("Call the pharmacy");
        page.keyboard().press("e");
        note().fill("They close at five");

        page.getByText("Keep the note").click();

        assertThat(page.locator(".timeline")).containsText("They close at five");
        assertThat(note()).isHidden();
        assertThat(note()).hasValue("");
    }

    @Test
    void a_refused_form_keeps_the_list_and_its_address() {
        openLoop("Call the pharmacy");
        var address = page.url();

        page.keyboard().press("h");
        page.locator("form[action$='/hand-off'] button").last().click();

        assertThat(page.locator(".field-error").first()).isVisible();
        assertThat(page.locator("#desk .item-title")).hasCount(2);
        assertThat(page.url()).isEqualTo(address);
        forgiveComplaints(); // it says of the 422 that a form was refused
    }

    @Test
    void the_headline_counts_what_the_list_shows() {
        assertThat(page.locator("#subtitle")).containsText("2 open loops");

        openLoop("Call the pharmacy");
        page.keyboard().press("a");

        assertThat(page.locator("#subtitle")).containsText("1 open loop");
    }

    private void task(String title) {
        desk.addTask(new Task(site, null, title, "", Severity.MEDIUM, null), coordinator);
    }

    private void openLoop(String title) {
        page.locator(".item-title", new Page.LocatorOptions().setHasText(title)).click();
        assertThat(page.locator("h2", new Page.LocatorOptions().setHasText(title)))
                .isVisible();
        assertThat(page).hasURL(Pattern.compile("open="));
    }

    private Locator note() {
        return page.locator("form[action$='/note'] textarea");
    }
}
