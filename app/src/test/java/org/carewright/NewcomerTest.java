package org.carewright;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.carewright.platform.cli.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The newcomer's story: {@code serve --demo} on an empty folder, sign in as the coordinator with the printed password, open
 * a loop that the imported records opened, book the visit that closes it, and watch it close. Then a look at every place.
 */
class NewcomerTest extends BrowserTest {

    private static final String LIST = "/desk?rule=care-plan-next-visit&size=200";
    private static final Pattern READY = Pattern.compile("is ready at (\\S+)\\R");
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);

    @TempDir
    private static Path data;

    private static Thread demo = new Thread();
    private static String clinic = "";
    private static String said = "";

    @BeforeAll
    static void serve_the_demo_on_an_empty_folder() throws Exception {
        said = serveDemo();
        var ready = READY.matcher(said);
        assertThat(ready.find()).isTrue();
        clinic = ready.group(1);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        demo.interrupt();
        demo.join();
    }

    @Test
    void a_newcomer_books_the_visit_that_closes_a_loop() {
        var page = signIn("coordinator");
        assertThat(page.locator("h1")).hasText("Desk");
        page.navigate(clinic + LIST);
        var loops = page.locator(".items .item-title");
        var before = loops.count();
        loops.first().click();
        var patient = page.locator(".detail a[href^='/patients/']").first().innerText();

        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Book the visit"))
                .click();
        page.getByLabel("Visit", new GetByLabelOptions().setExact(true)).selectOption("Office visit, 20 min");
        page.locator("button.slot").first().click();

        assertThat(page.locator(".toast")).containsText("Booked for");
        assertThat(loops).hasCount(before - 1);
        assertThat(page.locator(".items")).not().containsText(patient);
    }

    @Test
    void every_place_can_be_read_in_both_themes_wide_and_narrow() {
        var coordinator = signIn("coordinator");
        look(coordinator, "desk", "/desk");
        look(coordinator, "loop", firstLink(coordinator, ".items a"));
        look(coordinator, "task", "/desk/tasks/new");
        look(coordinator, "today", "/schedule/today");
        look(coordinator, "schedule", "/schedule");
        look(coordinator, "week", "/schedule?view=week");
        look(coordinator, "patients", "/patients");
        var patient = firstLink(coordinator, "a.row-link");
        look(coordinator, "patient", patient);
        look(coordinator, "chart", patient + "/chart");
        look(coordinator, "people", patient + "/people/new");
        look(coordinator, "history", patient + "/history");
        look(coordinator, "edit", patient + "/edit");
        look(coordinator, "book", "/schedule/book?patient=" + patient.substring(patient.lastIndexOf('/') + 1));
        look(coordinator, "register", "/patients/new");
        look(coordinator, "results", "/results");
        look(coordinator, "directory", "/directory/practitioners");
        look(coordinator, "practitioner", firstLink(coordinator, "a.row-link"));
        look(coordinator, "clocks", "/clocks");
        look(coordinator, "account", "/account");

        var manager = signIn("manager");
        look(manager, "audit", "/audit");
        look(manager, "break-glass", "/privacy/break-glass");
        look(manager, "site", "/directory/sites/new");

        look(signIn("admin"), "users", "/admin/users");
    }

    private void look(Page page, String name, String path) {
        lookAt(page, clinic + path, "clinic-" + name);
    }

    private static String firstLink(Page page, String selector) {
        return page.locator(selector).first().getAttribute("href");
    }

    private Page signIn(String login) {
        var found = Pattern.compile(" " + login + " +(\\S+)\\R").matcher(said);
        assertThat(found.find())
                .as("a sign-in for %s is printed:%n%s", login, said)
                .isTrue();
        var page = open(Width.DESK, Theme.LIGHT);
        page.navigate(clinic);
        page.getByLabel("Login").fill(login);
        page.getByLabel("Password").fill(found.group(1));
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL(url -> !url.contains("/sign-in"));
        return page;
    }

    /** Starts the program as the command does, and returns what it printed until it was ready. */
    private static String serveDemo() throws InterruptedException {
        var printed = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            demo = Thread.ofPlatform()
                    .name("demo")
                    .start(() -> Program.run(
                            CarewrightApplication.class, "serve", "--demo", "--port", "0", "--data", "" + data));
            var deadline = System.nanoTime() + READY_WITHIN.toNanos();
            while (!READY.matcher(printed.toString(StandardCharsets.UTF_8)).find()) {
                assertThat(demo.isAlive() && System.nanoTime() < deadline)
                        .as("the demo becomes ready:%n%s", printed)
                        .isTrue();
                Thread.sleep(100);
            }
            return printed.toString(StandardCharsets.UTF_8);
        } finally {
            System.setOut(before);
        }
    }
}
