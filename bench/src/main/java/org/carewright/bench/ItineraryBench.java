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

@Command(name = "itineraries", description = "Finds times for four visits together over ninety days, in process (JMH).")
final class ItineraryBench implements Callable<Integer> {

    private static final Map<String, String> WORDS = Map.of(
            "anyOrder", "in any order, on any days",
            "oneDayInOrder", "in order, on one day, ten minutes to four hours between",
            "withinAWeek", "in any order, a day to a week between");

    @Option(names = "--seconds", description = "How long each is measured, three times. Default: ${DEFAULT-VALUE}.")
    private int seconds = 5;

    @Override
    public Integer call() throws Exception {
        var options = new OptionsBuilder()
                .include(ItineraryState.class.getName() + ".*")
                .mode(Mode.SampleTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(seconds))
                .build();
        var rows = new Runner(options).run().stream().map(ItineraryBench::row).toList();
        new Figures("itineraries", "Finding times for several visits", "bin/bench itineraries --seconds " + seconds, "")
                .text(
                        "Ninety days of two sites half an hour apart, on the grid of five minutes, each with twenty practitioners and"
                                + " twenty rooms. Four visits: one with any who can at either site, three with a practitioner by name."
                                + " Counted is all of it: the free starts of each visit, and the itinerary that is proven best. One"
                                + " thread.")
                .table(List.of("% taken", "search", "p50 ms", "p95 ms", "p99 ms", "searches measured"), rows)
                .keep();
        return 0;
    }

    private static List<String> row(RunResult result) {
        var name = result.getParams().getBenchmark();
        var times = result.getPrimaryResult().getStatistics();
        return List.of(
                result.getParams().getParam("full"),
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
