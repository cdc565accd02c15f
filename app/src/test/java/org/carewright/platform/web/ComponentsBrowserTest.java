package org.carewright.platform.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.carewright.AxeCheck;
import org.carewright.BrowserTest;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class ComponentsBrowserTest extends BrowserTest {

    @Autowired
    StaffFixtures staff;

    @Autowired
    Live live;

    @Autowired
    TransactionTemplate transactions;

    private Actor coordinator;

    @BeforeAll
    void someone_to_look() {
        coordinator = staff.actor(Role.COORDINATOR);
    }

    private Page gallery() {
        var page = open(coordinator);
        page.navigate("/help/components");
        return page;
    }

    @Test
    void every_component_is_accessible_in_both_themes_and_widths() {
        lookAt("/help/components", "components", coordinator);
    }

    @Test
    void help_and_search_are_accessible_in_both_themes_and_widths() {
        lookAt("/help", "help", coordinator);
        lookAt("/search?q=desk", "search", coordinator);
    }

    @Test
    void ctrl_k_finds_a_place_and_goes_there() {
        var page = gallery();

        page.keyboard().press("Control+k");
        page.keyboard().type("des");
        assertThat(page.locator("#palette [aria-selected=true]")).containsText("Desk");
        AxeCheck.passes(page);
        picture(page, "palette-1280-light");
        page.keyboard().press("Enter");

        assertThat(page).hasURL(Pattern.compile("/desk$"));
    }

    @Test
    void a_filter_narrows_the_list_in_place_and_back_undoes_it() {
        var page = gallery();

        page.getByLabel("Any site").selectOption("Hilltop");
        assertThat(page.locator("#table tbody tr")).hasCount(2);
        assertThat(page).hasURL(Pattern.compile("site=Hilltop"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Born"))
                .click();
        assertThat(page).hasURL(Pattern.compile("sort=born"));
        page.goBack();

        assertThat(page).hasURL(Pattern.compile("site=Hilltop$"));
        assertThat(page.locator("#table tbody tr")).hasCount(2);
    }

    @Test
    void a_live_change_keeps_what_is_being_typed() {
        var page = gallery();
        assertThat(page.locator("[data-live-state]")).hasText("Live");
        page.evaluate("document.querySelector('#table tbody tr').remove()");
        page.locator("#table input[value='004-22-019']").check();

        transactions.executeWithoutResult(status -> live.changed("gallery"));

        assertThat(page.locator("#table tbody tr")).hasCount(5);
        assertThat(page.locator("#table input[value='004-22-019']")).isChecked();
    }

    @Test
    void j_and_k_walk_the_list_and_question_mark_shows_the_keys() {
        var page = gallery();

        page.keyboard().press("j");
        page.keyboard().press("j");
        assertThat(page.locator("#table a.row-link").nth(1)).isFocused();
        page.keyboard().press("k");
        assertThat(page.locator("#table a.row-link").first()).isFocused();
        page.keyboard().press("?");

        assertThat(page.locator("#keys-help")).containsText("Snooze");
        AxeCheck.passes(page);
        picture(page, "keys-1280-light");
    }

    @Test
    void a_combobox_finds_its_value_by_keyboard() {
        var page = gallery();

        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Person"))
                .fill("lindq");
        assertThat(page.locator("#options-physician [role=option]")).hasCount(1);
        page.keyboard().press("Enter");

        assertThat(page.locator("input[name='physician']")).hasValue("004-19-450");
        assertThat(page.locator("#field-physician")).hasValue("Lindqvist, Beatrix");
    }

    @Test
    void a_chosen_theme_is_kept_and_drawn_by_the_server() {
        var page = gallery();

        page.getByLabel("Theme").click();
        page.locator("#theme-menu [value=dark]").click();
        page.reload();

        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        picture(page, "chosen-dark-1280");
    }

    @Test
    void a_question_is_asked_before_something_is_removed() {
        var page = gallery();

        page.getByText("Remove, with a question first").click();
        assertThat(page.locator("#confirm")).containsText("Remove this person from the list?");
        AxeCheck.passes(page);
        page.locator("#confirm [value=yes]").click();

        assertThat(page.locator(".toast")).containsText("came with the redirect");
        picture(page, "toast-1280-light");
    }

    @Test
    void on_a_phone_the_places_are_in_a_drawer() {
        var page = open(Width.PHONE, Theme.LIGHT, coordinator);
        page.navigate("/help");

        page.getByText("More", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(page.locator("#rail .place").first()).isVisible();
        AxeCheck.passes(page);
        picture(page, "drawer-390-light");
    }
}
