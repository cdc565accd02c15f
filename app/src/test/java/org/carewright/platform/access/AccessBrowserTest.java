package org.carewright.platform.access;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.Set;
import org.carewright.BrowserTest;
import org.carewright.foundation.directory.DirectoryFixtures;
import org.carewright.foundation.patients.PatientFixtures;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AccessBrowserTest extends BrowserTest {

    @Autowired
    StaffFixtures staff;

    @Autowired
    PatientFixtures patients;

    @Autowired
    DirectoryFixtures directory;

    @Autowired
    BreakGlass breakGlass;

    @Test
    void a_nurse_pairs_her_phone_and_signs_in_with_its_code() {
        var nurse = staff.actor(Role.NURSE);
        var page = open(nurse);
        page.navigate("/account");
        page.getByText("Set it up").click();
        var secret =
                page.locator("form[action='/account/second-factor'] p.mono").textContent();
        page.getByLabel("Code that the app shows").fill(staff.code(secret));
        page.getByLabel("Current password").fill(StaffFixtures.PASSWORD);
        page.getByText("Turn it on").click();

        assertThat(page.locator(".recovery-codes li")).hasCount(10);
        picture(page, "recovery-codes");
        var code = page.locator(".recovery-codes li").first().textContent();
        page.getByText("I have kept them").click();
        assertThat(page.getByText("10 of 10 recovery codes left")).isVisible();

        var phone = open(Width.PHONE, Theme.DARK);
        givePassword(phone, nurse);
        assertThat(phone.getByLabel("Code from your authenticator app")).isFocused();
        picture(phone, "sign-in-code-390-dark");
        phone.getByLabel("Code from your authenticator app").fill(code);
        phone.getByRole(AriaRole.BUTTON).getByText("Sign in").click();
        phone.waitForURL(url -> !url.contains("/sign-in"));
    }

    @Test
    void the_sign_in_page_looks_right() {
        for (var width : Width.values()) {
            for (var theme : Theme.values()) {
                var page = open(width, theme);
                page.navigate("/sign-in");
                picture(page, "sign-in-" + width + "-" + theme);
            }
        }
    }

    @Test
    void the_own_account_looks_right() {
        var nurse = staff.actor(Role.NURSE);

        lookAt("/account", "account", nurse);
        lookAt("/account/second-factor", "second-factor", nurse);
    }

    @Test
    void the_pages_for_accounts_look_right() {
        var administrator = staff.actor(Role.ADMINISTRATOR, directory.site());

        lookAt("/admin/users", "users", administrator);
        lookAt("/admin/users/new", "user-new", administrator);
        lookAt("/admin/users/" + administrator.user(), "user", administrator);
    }

    @Test
    void the_pages_of_the_privacy_officer_look_right() {
        var site = directory.site();
        var patient = patients.patient(site);
        var officer = staff.actor(Set.of(Role.MANAGER, Role.COORDINATOR), site);
        var opening = breakGlass.open(patient, "Covering for Hilltop tonight", staff.actor(Role.NURSE));

        lookAt("/break-glass?patient=" + patient, "break-glass", officer);
        lookAt("/break-glass/find", "break-glass-find", officer);
        lookAt("/privacy/break-glass", "break-glass-list", officer);
        lookAt("/privacy/break-glass/" + opening, "break-glass-review", officer);
        lookAt("/patients/" + patient + "/who-looked", "who-looked", officer);
        lookAt("/audit", "audit", officer);
    }
}
