package org.carewright;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.carewright.platform.cli.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The newcomer's story: {@code serve --demo} on an empty folder, sign in as the coordinator with the printed password, open
 * a loop that the imported records opened, book the visit that closes it, and watch it close.
 */
class NewcomerTest extends BrowserTest {

    private static final Pattern COORDINATOR = Pattern.compile("coordinator +(\\S+) +(\\S+)");
    private static final String LIST = "/desk?rule=care-plan-next-visit";

    @TempDir
    Path data;

    private Thread demo = new Thread();

    @AfterEach
    void stop() throws InterruptedException {
        demo.interrupt();
        demo.join();
    }

    @Test
    void a_newcomer_books_the_visit_that_closes_a_loop() throws Exception {
        var port = freePort();
        var signIn = COORDINATOR.matcher(serveDemo(port));
        assertThat(signIn.find()).as("sign-ins are printed").isTrue();
        var clinic = "http://localhost:" + port;

        var page = open(Width.DESK, Theme.LIGHT);
        page.navigate(clinic);
        page.getByLabel("Login").fill(signIn.group(1));
        page.getByLabel("Password").fill(signIn.group(2));
        button(page, "Sign in").click();
        assertThat(page.locator("h1")).hasText("Desk");

        page.navigate(clinic + LIST);
        var loops = page.locator(".items .item-title");
        var before = loops.count();
        loops.first().click();
        var patient = page.locator(".detail a[href^='/patients/']").first().innerText();
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Book the visit"))
                .click();
        page.getByLabel("Visit", new Page.GetByLabelOptions().setExact(true)).selectOption("Office visit, 20 min");
        page.locator("button.slot").first().click();

        assertThat(page.locator(".toast")).containsText("Booked for");
        assertThat(loops).hasCount(before - 1);
        assertThat(page.locator(".items")).not().containsText(patient);
    }

    private static com.microsoft.playwright.Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
    }

    /** Starts the program as the command does, and returns what it printed until it was ready. */
    private String serveDemo(int port) throws InterruptedException {
        var said = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            demo = Thread.ofPlatform()
                    .name("demo")
                    .start(() -> Program.run(
                            CarewrightApplication.class, "serve", "--demo", "--port", "" + port, "--data", "" + data));
            for (var seconds = 0; !said.toString(StandardCharsets.UTF_8).contains("is ready at"); seconds++) {
                assertThat(seconds).as("the demo is ready in time:%n%s", said).isLessThan(180);
                Thread.sleep(1000);
            }
            return said.toString(StandardCharsets.UTF_8);
        } finally {
            System.setOut(before);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
