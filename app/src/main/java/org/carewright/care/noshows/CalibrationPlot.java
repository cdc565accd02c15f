package org.carewright.care.noshows;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What was foretold against what came, as places in a square of 200 by 200 units; on the diagonal both are the same.
 *
 * @param top the share at the upper and right edge
 * @param line the points as an SVG polyline
 */
record CalibrationPlot(Trial trial, double top, List<Point> points, String line) {

    private static final double SIDE = 200;

    record Point(double x, double y, Figures.Bin bin) {

        String cx() {
            return coordinate(x);
        }

        String cy() {
            return coordinate(y);
        }
    }

    static CalibrationPlot of(Trial trial) {
        var bins = trial.figures().calibration();
        var highest = bins.stream()
                .mapToDouble(bin -> Math.max(bin.foretold(), bin.missed()))
                .max()
                .orElse(1);
        var top = Math.clamp(Math.ceil(highest * 10) / 10, 0.1, 1);
        var points = bins.stream()
                .map(bin -> new Point(SIDE * bin.foretold() / top, SIDE - SIDE * bin.missed() / top, bin))
                .toList();
        var line = points.stream().map(point -> point.cx() + "," + point.cy()).collect(Collectors.joining(" "));
        return new CalibrationPlot(trial, top, points, line);
    }

    private static String coordinate(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
