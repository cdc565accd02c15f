package org.carewright.bench;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Lines of a gap in percent over seconds, as SVG; the seconds in decades. */
record GapChart(Map<String, Map<Integer, Double>> lines) {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 380;
    private static final int LEFT = 60;
    private static final int RIGHT = 70;
    private static final int TOP = 20;
    private static final int BOTTOM = 50;
    /** What is above lies outside of the picture. */
    private static final double MOST = 20;

    private static final int[] SECONDS = {1, 2, 5, 10, 20, 60, 120, 300, 600, 1800, 3600};
    private static final String[] COLOURS = {"#0f766e", "#b45309", "#4338ca", "#be123c"};

    String svg() {
        var svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" font-family="sans-serif" font-size="13">
                <rect width="%1$d" height="%2$d" fill="#ffffff"/>
                """.formatted(WIDTH, HEIGHT));
        for (var gap = least(); gap <= MOST; gap += 5) {
            svg.append("""
                    <line x1="%d" x2="%d" y1="%3$s" y2="%3$s" stroke="%4$s"/>
                    <text x="%5$d" y="%3$s" dy="4" text-anchor="end" fill="#334155">%6$s %%</text>
                    """.formatted(
                            LEFT, WIDTH - RIGHT, y(gap), gap == 0 ? "#475569" : "#e2e8f0", LEFT - 8, Math.round(gap)));
        }
        for (var second : SECONDS) {
            if (second <= longest()) {
                svg.append("""
                        <text x="%s" y="%d" text-anchor="middle" fill="#334155">%d s</text>
                        """.formatted(x(second), HEIGHT - BOTTOM + 20, second));
            }
        }
        svg.append("""
                <text x="%d" y="%d" text-anchor="middle" fill="#334155">time, and the mean gap of the best plan so far</text>
                """.formatted(WIDTH / 2, HEIGHT - 8));
        var i = 0;
        for (var name : lines.keySet()) {
            svg.append(line(name, COLOURS[i++ % COLOURS.length]));
        }
        return svg.append("</svg>\n").toString();
    }

    private String line(String name, String colour) {
        var shown = new TreeMap<>(lines.get(name));
        shown.values().removeIf(gap -> gap > MOST);
        if (shown.isEmpty()) {
            return "";
        }
        var points = shown.entrySet().stream()
                .map(point -> x(point.getKey()) + "," + y(point.getValue()))
                .collect(Collectors.joining(" "));
        var end = shown.lastEntry();
        return """
                <polyline fill="none" stroke="%s" stroke-width="2" points="%s"/>
                <text x="%s" y="%s" dx="6" dy="4" fill="%1$s">%s</text>
                """.formatted(colour, points, x(end.getKey()), y(end.getValue()), name);
    }

    private double least() {
        return lines.values().stream()
                .flatMap(line -> line.values().stream())
                .mapToDouble(gap -> Math.floor(gap / 5) * 5)
                .reduce(0, Math::min);
    }

    private int longest() {
        return lines.values().stream().flatMap(line -> line.keySet().stream()).reduce(2, Math::max);
    }

    private String x(int second) {
        return tenth(LEFT + (WIDTH - LEFT - RIGHT) * Math.log(second) / Math.log(longest()));
    }

    private String y(double gap) {
        return tenth(TOP + (HEIGHT - TOP - BOTTOM) * (MOST - gap) / (MOST - least()));
    }

    private static String tenth(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
