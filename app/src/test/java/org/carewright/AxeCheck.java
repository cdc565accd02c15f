package org.carewright;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.Collectors;

/** WCAG 2.2 AA as far as a program can tell. */
public final class AxeCheck {

    private static final List<String> WCAG_2_2_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private AxeCheck() {}

    /** Fails with one line for each thing that is wrong on this page, and where. */
    public static void passes(Page page) {
        check(page, axe(page).withTags(WCAG_2_2_AA));
    }

    /** The same, of contrast alone: all that another theme can change. */
    public static void contrastPasses(Page page) {
        check(page, axe(page).withRules(List.of("color-contrast")));
    }

    /** In the page itself: the other mode opens a second, empty page for each check, and no page here has frames. */
    private static AxeBuilder axe(Page page) {
        return new AxeBuilder(page).setLegacyMode(true);
    }

    private static void check(Page page, AxeBuilder axe) {
        var violations = axe.analyze().getViolations();
        if (!violations.isEmpty()) {
            throw new AssertionError("%s is not accessible:%n%s"
                    .formatted(
                            page.url(), violations.stream().map(AxeCheck::words).collect(Collectors.joining("\n"))));
        }
    }

    private static String words(Rule rule) {
        return "  " + rule.getId() + ": " + rule.getHelp()
                + rule.getNodes().stream()
                        .map(AxeCheck::words)
                        .collect(Collectors.joining("\n    at ", "\n    at ", ""));
    }

    private static String words(CheckedNode node) {
        return node.getTarget() + "  " + node.getHtml() + "  "
                + node.getFailureSummary().replaceAll("\\s+", " ");
    }
}
