package org.carewright.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "openings", description = "Finds the first ten openings of half a year, in process (JMH).")
final class OpeningsBench implements Callable<Integer> {

    private static final Map<String, String> WORDS = Map.of(
            "anyWhoCan", "with any who can",
            "oneByName", "with one by name",
            "nothingAndWhyNot", "nothing is free: why not");

    @Option(names = "--seconds", description = "How long each is measured, three times. Default: ${DEFAULT-VALUE}.")
    private int seconds = 5;

    @Override
    public Integer call() throws Exception {
        var options = new OptionsBuilder()
                .include(OpeningsState.class.getName() + ".*")
                .mode(Mode.SampleTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(seconds))
                .build();
        var rows = new Runner(options).run().stream().map(OpeningsBench::row).toList();
        new Figures("openings", "Finding a time", "bin/bench openings --seconds " + seconds, "")
                .text(
                        "Half a year (180 days) on the grid of five minutes. Four of ten resources are practitioners, four rooms, two"
                                + " devices, each open ten hours on weekdays and taken for six tenths of that. A visit of half an hour, on"
                                + " the quarter hour, needs a practitioner, a room and a device, with time after it, and a patient who has"
                                + " a dozen other visits. Asked are the first ten openings from a random day on. One thread.")
                .table(List.of("resources", "search", "p50 ms", "p95 ms", "p99 ms", "searches measured"), rows)
                .keep();
        return 0;
    }

    private static List<String> row(RunResult result) {
        var name = result.getParams().getBenchmark();
        var times = result.getPrimaryResult().getStatistics();
        return List.of(
                result.getParams().getParam("resources"),
                WORDS.getOrDefault(name.substring(name.lastIndexOf('.') + 1), name),
                millis(times.getPercentile(50)),
                millis(times.getPercentile(95)),
                millis(times.getPercentile(99)),
                Long.toString(times.getN()));
    }

    private static String millis(double micros) {
        return String.format(Locale.ROOT, "%.3f", micros / 1e3);
    }
}
