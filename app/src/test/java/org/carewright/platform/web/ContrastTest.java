package org.carewright.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ClassPathResource;

/** WCAG 2.2, 1.4.3 and 1.4.11, for the colours of tokens.css in both themes. */
class ContrastTest {

    enum Theme {
        LIGHT(2),
        DARK(3);

        final int group;

        Theme(int group) {
            this.group = group;
        }
    }

    private static final Pattern COLOUR =
            Pattern.compile("--([\\w-]+): light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)");
    private static final List<String> SURFACES = List.of("sunken", "canvas", "surface", "raised", "hover", "selected");
    private static final List<String> INKS =
            List.of("ink", "ink-soft", "ink-faint", "accent", "red", "amber", "green", "blue");
    private static final List<String> MEANINGS = List.of("accent", "red", "amber", "green", "blue");

    @ParameterizedTest
    @EnumSource
    void every_ink_can_be_read_on_every_surface(Theme theme) throws IOException {
        var colours = colours(theme);

        for (var ink : INKS) {
            for (var surface : SURFACES) assertContrast(colours, ink, surface, 4.5);
        }
        for (var meaning : MEANINGS) assertContrast(colours, meaning, meaning + "-soft", 4.5);
        for (var meaning : MEANINGS) assertContrast(colours, "ink", meaning + "-soft", 4.5);
        assertContrast(colours, "accent-ink", "accent", 4.5);
        assertContrast(colours, "accent-ink", "accent-firm", 4.5);
    }

    @ParameterizedTest
    @EnumSource
    void the_edge_of_a_control_and_the_focus_can_be_seen(Theme theme) throws IOException {
        var colours = colours(theme);

        for (var surface : SURFACES) {
            assertContrast(colours, "edge", surface, 3);
            assertContrast(colours, "focus", surface, 3);
        }
    }

    private static void assertContrast(Map<String, String> colours, String ink, String surface, double least) {
        var one = luminance(Objects.requireNonNull(colours.get(ink), ink));
        var other = luminance(Objects.requireNonNull(colours.get(surface), surface));
        assertThat((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05))
                .as("%s on %s", ink, surface)
                .isGreaterThanOrEqualTo(least);
    }

    private static Map<String, String> colours(Theme theme) throws IOException {
        var tokens = new ClassPathResource("tokens.css", ContrastTest.class).getContentAsString(StandardCharsets.UTF_8);
        var colours = new HashMap<String, String>();
        COLOUR.matcher(tokens).results().forEach(match -> colours.put(match.group(1), match.group(theme.group)));
        return colours;
    }

    private static double luminance(String hex) {
        return 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
    }

    private static double channel(String hex, int at) {
        var value = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
