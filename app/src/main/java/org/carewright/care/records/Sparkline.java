package org.carewright.care.records;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the points of a trend lie in a picture of given size, time to the right and value upwards, with the band that is
 * usual behind them.
 *
 * @param points as SVG writes them: {@code x,y x,y}
 * @param bandTop upper edge of the usual band, or null when no limits are known
 * @param bandHeight its height
 */
record Sparkline(
        int width,
        int height,
        String points,
        List<Dot> dots,
        @Nullable String bandTop,
        @Nullable String bandHeight) {

    /** One value, by where it is. */
    record Dot(String x, String y, String words, boolean unusual) {}

    /** What is to be drawn. */
    record Point(Instant at, BigDecimal value, String words, boolean unusual) {}

    private static final double MARGIN = 4;

    /**
     * @param points in order of time
     * @param low lower limit of what is usual, or null
     * @param high upper limit, or null
     */
    static Sparkline of(
            List<Point> points, @Nullable BigDecimal low, @Nullable BigDecimal high, int width, int height) {
        var least = points.stream()
                .mapToDouble(point -> point.value().doubleValue())
                .min()
                .orElse(0);
        var most = points.stream()
                .mapToDouble(point -> point.value().doubleValue())
                .max()
                .orElse(0);
        var spread = most > least ? most - least : Math.max(Math.abs(most) * 0.1, 1);
        var bottom = least - spread * 0.1;
        var top = most + spread * 0.1;
        var first = points.getFirst().at().getEpochSecond();
        var duration = Math.max(1, points.getLast().at().getEpochSecond() - first);
        var dots = points.stream()
                .map(point -> new Dot(
                        number(MARGIN + (width - 2 * MARGIN) * (point.at().getEpochSecond() - first) / duration),
                        number(y(point.value().doubleValue(), bottom, top, height)),
                        point.words(),
                        point.unusual()))
                .toList();
        var upper = high == null ? top : Math.clamp(high.doubleValue(), bottom, top);
        var lower = low == null ? bottom : Math.clamp(low.doubleValue(), bottom, top);
        var band = (low != null || high != null) && upper > lower;
        return new Sparkline(
                width,
                height,
                dots.stream().map(dot -> dot.x() + "," + dot.y()).collect(Collectors.joining(" ")),
                dots,
                band ? number(y(upper, bottom, top, height)) : null,
                band ? number(y(lower, bottom, top, height) - y(upper, bottom, top, height)) : null);
    }

    private static double y(double value, double bottom, double top, int height) {
        return MARGIN + (height - 2 * MARGIN) * (top - value) / (top - bottom);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
