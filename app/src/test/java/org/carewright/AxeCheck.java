package org.carewright;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** WCAG 2.2 AA as far as a program can tell. */
public final class AxeCheck {

    private static final Map<String, Object> WCAG_2_2_AA =
            Map.of("type", "tag", "values", List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"));
    private static final Map<String, Object> CONTRAST = Map.of("type", "rule", "values", List.of("color-contrast"));

    private static final String AXE = script();

    private static final String RUN = """
            async only => {
                const { violations } = await axe.run(document, { runOnly: only, resultTypes: ['violations'] });
                return violations.flatMap(rule => [
                    `  ${rule.id}: ${rule.help}`,
                    ...rule.nodes.map(node => `    at ${node.target}  ${node.html}  ${node.failureSummary}`.replace(/\\s+/g, ' '))
                ]).join('\\n');
            }
            """;

    private AxeCheck() {}

    /** Fails with one line for each thing that is wrong on this page, and where. */
    public static void passes(Page page) {
        check(page, WCAG_2_2_AA);
    }

    /** The same, of contrast alone: all that another theme can change. */
    public static void contrastPasses(Page page) {
        check(page, CONTRAST);
    }

    private static void check(Page page, Map<String, Object> only) {
        if (page.evaluate("typeof axe").equals("undefined")) {
            page.evaluate(AXE);
        }
        var violations = (String) page.evaluate(RUN, only);
        if (!violations.isEmpty()) {
            throw new AssertionError("%s is not accessible:%n%s".formatted(page.url(), violations));
        }
    }

    /** Run by us: the builder sends the script again for each check, opens an empty page for it, and parses all passes. */
    private static String script() {
        try (var in = Objects.requireNonNull(AxeBuilder.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
