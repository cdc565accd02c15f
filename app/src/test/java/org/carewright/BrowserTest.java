package org.carewright;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Actor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A test in a real browser: the Chromium of this machine, one for all tests of a process, a fresh window for each. Anything
 * written to the browser's console as an error, a failed script, or a breach of the content security policy fails it.
 */
@CarewrightTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BrowserTest {

    /** How wide the window is. */
    public enum Width {
        DESK(1280, 860),
        PHONE(390, 844);

        private final int width;
        private final int height;

        Width(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    /** Light or dark, as the person's system asks. */
    public enum Theme {
        LIGHT(ColorScheme.LIGHT),
        DARK(ColorScheme.DARK);

        private final ColorScheme scheme;

        Theme(ColorScheme scheme) {
            this.scheme = scheme;
        }
    }

    private static final List<String> USUAL_PATHS = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/usr/bin/google-chrome-stable",
            "/snap/bin/chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** Milliseconds; for a machine that has much else to do: who passes never waits so long. */
    private static final double PATIENCE = 30_000;

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final boolean PICTURES_WANTED = System.getProperty("pictures") != null;

    @LocalServerPort
    private int port;

    private final List<BrowserContext> windows = new ArrayList<>();
    private final Map<Actor, String> sessions = new HashMap<>();
    private final Map<Actor, Page> lookers = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();

    /** A new window, not signed in. */
    protected Page open(Width width, Theme theme) {
        return open(width, theme, (String) null);
    }

    private Page open(Width width, Theme theme, @Nullable String cookies) {
        var window = Chromium.BROWSER.newContext(new Browser.NewContextOptions()
                .setBaseURL("http://localhost:" + port)
                .setViewportSize(width.width, width.height)
                .setColorScheme(theme.scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-US")
                .setStorageState(cookies));
        window.setDefaultTimeout(PATIENCE);
        windows.add(window);
        var page = window.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) complaints.add(page.url() + ": " + message.text());
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        return page;
    }

    /**
     * A new window in which this account, made by {@link StaffFixtures}, has signed in. All windows of one account in
     * a class share one session.
     */
    protected Page open(Width width, Theme theme, Actor actor) {
        var page = open(width, theme, sessions.get(actor));
        if (!sessions.containsKey(actor)) {
            givePassword(page, actor);
            try {
                page.waitForURL(url -> !url.contains("/sign-in"));
            } catch (TimeoutError e) {
                throw new AssertionError("not signed in, but at " + page.url() + ": " + page.content(), e);
            }
            sessions.put(actor, page.context().storageState());
        }
        return page;
    }

    /** The first step of signing in; who has a second factor is then asked for its code. */
    protected void givePassword(Page page, Actor actor) {
        page.navigate("/sign-in");
        page.locator("input[name=username]").fill(actor.name());
        page.locator("input[name=password]").fill(StaffFixtures.PASSWORD);
        page.locator("main button:not([type=button])").first().click();
    }

    protected Page open(Actor actor) {
        return open(Width.DESK, Theme.LIGHT, actor);
    }

    /** With {@code -Dpictures}, keeps a picture of the whole page in {@code target/screenshots}. */
    protected void picture(Page page, String name) {
        if (!PICTURES_WANTED) {
            return;
        }
        page.evaluate("window.scrollTo(0, 0)");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }

    /**
     * Checks a page with axe in both themes and widths, and that it does not scroll sideways; four pictures of it are
     * {@code name-1280-light.png} and so on. A page is loaded once for each width; a theme changes nothing but colours, so
     * the second is checked for contrast alone.
     */
    protected void lookAt(String path, String name, Actor actor) {
        lookAt(lookers.computeIfAbsent(actor, this::open), path, name);
    }

    /** The same in a window that is open already. */
    protected void lookAt(Page page, String path, String name) {
        for (var width : Width.values()) {
            page.setViewportSize(width.width, width.height);
            page.navigate(path);
            for (var theme : Theme.values()) {
                wear(page, theme);
                picture(page, name + "-" + width.width + "-" + theme.name().toLowerCase(Locale.ROOT));
            }
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as("%s must not scroll sideways at %d", path, width.width)
                    .isEqualTo(width.width);
            // The bars that stay in place cover what lies under them at this very scroll position; show all of it.
            page.setViewportSize(width.width, (int) page.evaluate("document.documentElement.scrollHeight") + 200);
            AxeCheck.contrastPasses(page);
            wear(page, Theme.LIGHT);
            AxeCheck.passes(page);
        }
    }

    private static void wear(Page page, Theme theme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme.scheme));
    }

    /** Says that this test makes the browser complain, for example because it asks for a page that is not there. */
    protected void forgiveComplaints() {
        complaints.clear();
    }

    @AfterEach
    void close_the_windows_without_complaints() {
        windows.forEach(BrowserContext::close);
        windows.clear();
        lookers.clear();
        var said = List.copyOf(complaints);
        complaints.clear();
        assertThat(said).as("complaints of the browser").isEmpty();
    }

    /** Started by the first test that needs it; ends with the JVM. */
    private static final class Chromium {

        static final Browser BROWSER = launch();

        private static Browser launch() {
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
            var options = new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
            return Playwright.create(options)
                    .chromium()
                    .launch(new LaunchOptions().setExecutablePath(program()).setArgs(FLAGS));
        }

        private static Path program() {
            return Stream.concat(Stream.ofNullable(System.getenv("CAREWRIGHT_CHROMIUM")), USUAL_PATHS.stream())
                    .filter(Objects::nonNull)
                    .map(Path::of)
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() ->
                            new AssertionError("no Chromium found: install one, or name it in CAREWRIGHT_CHROMIUM"));
        }
    }
}
