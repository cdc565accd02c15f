package org.carewright.foundation.terminology;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.carewright.BrowserTest;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CodePagesBrowserTest extends BrowserTest {

    @Autowired
    StaffFixtures staff;

    @Test
    void a_biller_finds_a_code_as_she_types_and_opens_it_by_keys() {
        var biller = staff.actor(Role.BILLER);
        var page = open(biller);
        page.navigate("/codes");

        page.keyboard().press("f");
        page.keyboard().type("diab foot ulc");
        assertThat(page.locator("tbody tr").first()).containsText("foot ulcer");
        page.locator("h1").click();
        page.keyboard().press("j");
        page.keyboard().press("Enter");

        assertThat(page.locator(".code-tree [aria-current]")).containsText("foot ulcer");
        page.waitForLoadState(); // before that no script hears a key
        page.keyboard().press("c");
        assertThat(page.locator("[data-copy]").first()).not().containsText("Copy the code");

        lookAt(page, "/codes/concept?system=http%3A%2F%2Fhl7.org%2Ffhir%2Fsid%2Ficd-10-cm&code=E11.62", "concept");
        lookAt(page, "/codes/systems", "code-systems");
    }
}
