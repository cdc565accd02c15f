package org.carewright.bench;

import static org.carewright.bench.Figures.number;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.carewright.planner.Evaluator;
import org.carewright.planner.FaultyFile;
import org.carewright.planner.solver.Effort;
import org.carewright.planner.solver.Solver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "plan",
        description =
                "Plans the wards of the Integrated Healthcare Timetabling Competition 2024, and compares the costs with the"
                        + " best that were published.")
final class PlanBench implements Callable<Integer> {

    private static final Path RUNS = Path.of("docs", "figures", "plan-runs.csv");
    private static final Path CHART = Path.of("docs", "figures", "plan.svg");

    @Option(
            names = "--data",
            description =
                    "The competition's folder: instances/NAME.json and best_published.csv. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of(Wards.DEFAULT);

    @Option(names = "--seconds", split = ",", description = "How long to plan each ward. Default: 10,60.")
    private List<Integer> seconds = List.of(10, 60);

    @Option(names = "--seeds", split = ",", description = "Default: 1,2,3.")
    private List<Long> seeds = List.of(1L, 2L, 3L);

    @Option(names = "--threads", description = "Default: ${DEFAULT-VALUE}.")
    private int threads = 2;

    @Option(names = "--go-on", description = "Keep the runs in plan-runs.csv and do those that are missing.")
    private boolean goOn;

    @Parameters(paramLabel = "INSTANCE", description = "Default: all that have a published cost.")
    private List<String> instances = List.of();

    /** What one run found. It stopped so many milliseconds after its time was over. The curve gives, for seconds after the start, the gap in percent of the best plan so far. */
    private record Run(
            String instance,
            int seconds,
            int threads,
            long seed,
            long cost,
            long violations,
            double movesPerSecond,
            long late,
            Map<Integer, Double> curve) {

        static Run parse(String line) {
            var x = line.split(",", -1);
            var curve = new TreeMap<Integer, Double>();
            for (var point : x[8].split(" ", -1)) {
                var at = point.indexOf(':');
                if (at > 0) {
                    curve.put(Integer.valueOf(point.substring(0, at)), Double.valueOf(point.substring(at + 1)));
                }
            }
            return new Run(
                    x[0],
                    Integer.parseInt(x[1]),
                    Integer.parseInt(x[2]),
                    Long.parseLong(x[3]),
                    Long.parseLong(x[4]),
                    Long.parseLong(x[5]),
                    Double.parseDouble(x[6]),
                    Long.parseLong(x[7]),
                    curve);
        }

        String line() {
            var points = curve.entrySet().stream()
                    .map(point -> String.format(Locale.ROOT, "%d:%.3f", point.getKey(), point.getValue()))
                    .toList();
            return String.format(
                    Locale.ROOT,
                    "%s,%d,%d,%d,%d,%d,%.0f,%d,%s",
                    instance,
                    seconds,
                    threads,
                    seed,
                    cost,
                    violations,
                    movesPerSecond,
                    late,
                    String.join(" ", points));
        }

        boolean isOf(String name, int time, int count, long number) {
            return instance.equals(name) && seconds == time && threads == count && seed == number;
        }
    }

    @Override
    public Integer call() throws Exception {
        var wards = new Wards(data);
        var names = instances.isEmpty() ? List.copyOf(wards.names()) : instances;
        if (!wards.names().containsAll(names)) {
            throw new IllegalArgumentException("best_published.csv names " + wards.names());
        }
        var runs = goOn ? read() : new ArrayList<Run>();
        if (!goOn) {
            Files.deleteIfExists(RUNS);
        }
        for (var time : seconds) {
            for (var seed : seeds) {
                for (var name : names) {
                    if (runs.stream().noneMatch(run -> run.isOf(name, time, threads, seed))) {
                        var run = plan(wards, name, time, seed);
                        runs.add(run);
                        append(run);
                        System.err.printf(
                                Locale.ROOT,
                                "%s, %d s, seed %d: %d, %.2f %%%n",
                                name,
                                time,
                                seed,
                                run.cost(),
                                gap(run, wards));
                        keep(runs, wards);
                    }
                }
            }
        }
        keep(runs, wards);
        return runs.stream().allMatch(run -> run.violations() == 0) ? 0 : 1;
    }

    private Run plan(Wards wards, String name, int time, long seed)
            throws IOException, FaultyFile, InterruptedException {
        var instance = wards.ward(name);
        var published = wards.published(name);
        var curve = new TreeMap<Integer, Double>();
        var found = new Solver(instance, new Effort(Duration.ofSeconds(time), Long.MAX_VALUE, threads, seed))
                .solve(progress -> {
                    var second = (int) progress.elapsed().toSeconds() + 1;
                    if (progress.feasible() && isPoint(second)) {
                        curve.put(second, 100.0 * (progress.evaluation().totalCost() - published) / published);
                    }
                });
        var judged = Evaluator.evaluate(instance, found.best());
        return new Run(
                name,
                time,
                threads,
                seed,
                judged.totalCost(),
                judged.totalViolations(),
                found.moves() / (found.elapsed().toNanos() / 1e9),
                found.elapsed().minusSeconds(time).toMillis(),
                curve);
    }

    /** Each of the first twenty, then every fifth, then every twenty-fifth. */
    private static boolean isPoint(int second) {
        return second < 20 || (second < 100 ? second % 5 == 0 : second % 25 == 0);
    }

    private static List<Run> read() throws IOException {
        var runs = new ArrayList<Run>();
        if (Files.exists(RUNS)) {
            Files.readAllLines(RUNS).stream().skip(1).map(Run::parse).forEach(runs::add);
        }
        return runs;
    }

    private static void append(Run run) throws IOException {
        Files.createDirectories(RUNS.getParent());
        if (!Files.exists(RUNS)) {
            Files.writeString(
                    RUNS, "instance,seconds,threads,seed,cost,violations,moves a second,ms late,gap by second\n");
        }
        Files.writeString(RUNS, run.line() + "\n", StandardOpenOption.APPEND);
    }

    private static double gap(Run run, Wards wards) {
        var best = wards.published(run.instance());
        return 100.0 * (run.cost() - best) / best;
    }

    private void keep(List<Run> runs, Wards wards) throws IOException {
        var byTime = new TreeMap<Integer, List<Run>>();
        for (var run : runs) {
            byTime.computeIfAbsent(run.seconds(), time -> new ArrayList<>()).add(run);
        }
        var figures = new Figures(
                        "plan",
                        "Planning wards",
                        "bin/bench plan --seconds " + join(byTime.keySet().stream()) + " --seeds "
                                + join(runs.stream().map(Run::seed).distinct().sorted()) + " --threads " + threads,
                        "")
                .text(
                        "The wards of the Integrated Healthcare Timetabling Competition 2024 (admissions, theatres, rooms and"
                                + " nurses), each planned for some seconds with " + threads
                                + " threads and several seeds. The gap is"
                                + " how much more a plan that keeps all rules costs than the best that anybody published, from runs of any length.")
                .table(
                        List.of(
                                "seconds",
                                "runs",
                                "that break a rule",
                                "mean gap %",
                                "median gap %",
                                "worst gap %",
                                "better than published",
                                "million moves a second",
                                "stopped late, most, ms"),
                        byTime.entrySet().stream()
                                .map(entry -> total(entry.getKey(), entry.getValue(), wards))
                                .toList());
        byTime.forEach((time, some) -> figures.text("## " + time + " seconds")
                .table(
                        List.of(
                                "ward",
                                "best published",
                                "cost, mean",
                                "least",
                                "most",
                                "gap of the mean %",
                                "of the least %",
                                "million moves a second"),
                        byInstance(some).entrySet().stream()
                                .map(entry -> row(entry.getValue(), wards.published(entry.getKey())))
                                .toList()));
        figures.text("![The mean gap over time](plan.svg)");
        figures.keepQuietly();
        Files.writeString(CHART, new GapChart(curves(byTime)).svg());
    }

    private static String join(Stream<?> things) {
        return String.join(",", things.map(Object::toString).toList());
    }

    private static Map<String, List<Run>> byInstance(List<Run> runs) {
        var grouped = new TreeMap<String, List<Run>>();
        runs.forEach(run -> grouped.computeIfAbsent(run.instance(), name -> new ArrayList<>())
                .add(run));
        return grouped;
    }

    private static List<String> total(int time, List<Run> runs, Wards wards) {
        var keeping = runs.stream().filter(run -> run.violations() == 0).toList();
        var gaps = keeping.stream().mapToDouble(run -> gap(run, wards)).sorted().toArray();
        return List.of(
                Integer.toString(time),
                Integer.toString(runs.size()),
                Long.toString(runs.stream().filter(run -> run.violations() > 0).count()),
                percent(mean(keeping, run -> gap(run, wards))),
                percent((gaps[(gaps.length - 1) / 2] + gaps[gaps.length / 2]) / 2),
                percent(gaps[gaps.length - 1]),
                Long.toString(byInstance(keeping).values().stream()
                        .filter(some -> some.stream().anyMatch(run -> gap(run, wards) < 0))
                        .count()),
                number(mean(runs, Run::movesPerSecond) / 1e6),
                Long.toString(runs.stream().mapToLong(Run::late).max().orElse(0)));
    }

    private static List<String> row(List<Run> runs, int published) {
        var costs = runs.stream().mapToLong(Run::cost).summaryStatistics();
        return List.of(
                runs.getFirst().instance(),
                Integer.toString(published),
                String.format(Locale.ROOT, "%.0f", costs.getAverage()),
                Long.toString(costs.getMin()),
                Long.toString(costs.getMax()),
                percent(100 * (costs.getAverage() - published) / published),
                percent(100.0 * (costs.getMin() - published) / published),
                number(mean(runs, Run::movesPerSecond) / 1e6));
    }

    private static double mean(List<Run> runs, ToDoubleFunction<Run> figure) {
        return runs.stream().mapToDouble(figure).average().orElse(0);
    }

    private static String percent(double gap) {
        return String.format(Locale.ROOT, "%.2f", gap);
    }

    /** For each length of run, the mean gap at each second at which all its runs had a plan. */
    private static Map<String, Map<Integer, Double>> curves(Map<Integer, List<Run>> byTime) {
        var curves = new LinkedHashMap<String, Map<Integer, Double>>();
        byTime.forEach((time, runs) -> {
            var curve = new TreeMap<Integer, Double>(Comparator.naturalOrder());
            for (var second : runs.getFirst().curve().keySet()) {
                if (runs.stream().allMatch(run -> run.curve().containsKey(second))) {
                    curve.put(second, mean(runs, run -> run.curve().get(second)));
                }
            }
            curves.put(time + " s", curve);
        });
        return curves;
    }
}
