package org.carewright.planner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.carewright.planner.Comparison;
import org.carewright.planner.Evaluation;
import org.carewright.planner.Evaluator;
import org.carewright.planner.FaultyFile;
import org.carewright.planner.Instance;
import org.carewright.planner.InstanceFile;
import org.carewright.planner.Obstacles;
import org.carewright.planner.Part;
import org.carewright.planner.Plan;
import org.carewright.planner.PlanFile;
import org.carewright.planner.Reasons;
import org.carewright.planner.Situation;
import org.carewright.planner.solver.Effort;
import org.carewright.planner.solver.Solver;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plans a ward, or checks a plan of it. */
@Command(
        name = "plan",
        description = {
            "Plan admissions, theatres, rooms and nurses of a ward, or check such a plan.",
            "Files are JSON in the format of the Integrated Healthcare Timetabling Competition 2024."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done, and the plan breaks no rule",
            "1:the plan breaks rules, or none can keep them all",
            "2:the input was not understood"
        })
public final class PlanCommand implements Callable<Integer> {

    private static final int BROKEN = 1;
    private static final int NOT_UNDERSTOOD = 2;
    private static final double LONGEST = 1e7;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--check", description = "Say what SOLUTION breaks and what it costs.")
    private boolean check;

    @Parameters(index = "0", paramLabel = "INSTANCE", description = "The ward.")
    @SuppressWarnings("NullAway.Init")
    private Path instanceFile;

    @Parameters(index = "1", paramLabel = "SOLUTION", arity = "0..1", description = "The plan to check.")
    private @Nullable Path checked;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "SOLUTION",
            description = "Where the plan goes. Stop at any time: the best so far is there.")
    private @Nullable Path output;

    @Option(
            names = "--compare",
            paramLabel = "OTHER",
            description = "With --check: say what OTHER changes in SOLUTION.")
    private @Nullable Path other;

    @Mixin
    private final RevisionOptions revision = new RevisionOptions();

    @Option(names = "--explain", description = "Say what each day, patient and nurse costs.")
    private boolean explain;

    @Option(names = "--page", paramLabel = "FILE", description = "Draw the plan as an HTML page.")
    private @Nullable Path page;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long to look. Default: 60; to revise a plan, 2; with --moves, as they take.")
    private @Nullable Double seconds;

    @Option(
            names = "--moves",
            paramLabel = "N",
            description =
                    "Stop after trying so many changes in each thread. One thread then always finds the same plan.")
    private long moves = Long.MAX_VALUE;

    @Option(names = "--threads", paramLabel = "N", description = "Default: one for each processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--seed", paramLabel = "N", description = "Of the random numbers. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    /** Runs the planner without the application. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new PlanCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (check == (checked == null) || check == (output != null)) {
            throw mistake("Give INSTANCE -o SOLUTION to plan, or --check INSTANCE SOLUTION to check");
        }
        if (check && revision.inForce() != null) {
            throw mistake("--revise goes with INSTANCE -o SOLUTION");
        }
        if (other != null && !check) {
            throw mistake("--compare goes with --check INSTANCE SOLUTION");
        }
        if (revision.inForce() == null && revision.isAsked()) {
            throw mistake("What has happened goes with --revise PLAN");
        }
        if (!(seconds() >= 0 && seconds() <= LONGEST) || moves < 0 || threads < 1 || threads > 1024) {
            throw mistake("--seconds must be from 0 to 10000000, --moves not negative, --threads from 1 to 1024");
        }
        var reading = instanceFile;
        try {
            for (var written : new @Nullable Path[] {output, page}) {
                if (written != null) {
                    reading = written;
                    usable(written);
                }
            }
            reading = instanceFile;
            var instance = InstanceFile.read(instanceFile);
            if (output != null && revision.inForce() != null) {
                reading = revision.inForce();
                return plan(revision.situation(instance, PlanFile.read(reading, instance)), output);
            } else if (output != null) {
                return plan(Situation.before(instance), output);
            }
            reading = Objects.requireNonNull(checked);
            var plan = PlanFile.read(reading, instance);
            if (other != null) {
                reading = other;
                var comparison = Comparison.of(instance, plan, PlanFile.read(reading, instance));
                comparison
                        .changes()
                        .forEach(change -> spec.commandLine().getOut().println(change.sentence(instance)));
                print(comparison);
            }
            return show(instance, plan);
        } catch (FaultyFile e) {
            for (var fault : e.faults()) {
                err().println(reading + " " + fault);
            }
        } catch (RevisionOptions.Faulty e) {
            e.faults().forEach(err()::println);
        } catch (NoSuchFileException e) {
            err().println("There is no file " + e.getFile() + ".");
        } catch (IOException e) {
            err().println(reading + " can not be used: " + e.getMessage());
        } catch (UncheckedIOException e) {
            err().println(output + " can not be written: " + e.getCause());
        }
        err().flush();
        return NOT_UNDERSTOOD;
    }

    private double seconds() {
        if (seconds != null) {
            return seconds;
        } else if (moves < Long.MAX_VALUE) {
            return LONGEST;
        }
        return revision.inForce() == null ? 60 : 2;
    }

    /** @throws IOException if a file can not be written there, or should not */
    private void usable(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        if (Files.exists(file) && Files.exists(instanceFile) && Files.isSameFile(file, instanceFile)) {
            throw new IOException("it is the ward, and would be lost");
        }
    }

    private int plan(Situation situation, Path file) throws IOException, InterruptedException {
        var obstacles = Obstacles.find(situation);
        if (!obstacles.isEmpty()) {
            err().println("No plan can keep all rules:");
            obstacles.forEach(err()::println);
            err().flush();
            return BROKEN;
        }
        var instance = situation.instance();
        var effort = new Effort(Duration.ofMillis((long) (seconds() * 1000)), moves, threads, seed);
        var solver = new Solver(situation, effort);
        try (var report = new Report(instance, file, err(), solver::cancel)) {
            var found = solver.solve(report);
            report.end(found);
            if (situation.isUnderWay()) {
                print(situation, found.best());
            }
            if (!found.feasible()) {
                spec.commandLine().getOut().println("No place was found in this time. As planned here:");
                Obstacles.left(situation, found.best())
                        .forEach(obstacle -> spec.commandLine().getOut().println("    " + obstacle));
            }
            return Math.max(show(instance, found.best()), found.feasible() ? 0 : BROKEN);
        }
    }

    /** What the new plan changes, and why. */
    private void print(Situation situation, Plan plan) {
        var out = spec.commandLine().getOut();
        var instance = situation.instance();
        var comparison = Comparison.of(instance, situation.inForce(), plan);
        if (!comparison.before().feasible()) {
            out.println("The plan in force can not stay:");
            comparison.before().violations().forEach(violation -> out.println("    " + violation.sentence()));
        }
        var reasons = new Reasons(situation, plan, comparison);
        comparison.changes().forEach(change -> {
            out.println(change.sentence(instance));
            out.println("    " + reasons.of(change));
        });
        print(comparison);
        out.println("The changes themselves cost " + situation.changeCosts().of(comparison) + ".\n");
    }

    private int show(Instance instance, Plan plan) throws IOException {
        if (page != null) {
            Files.writeString(page, PlanPage.of(instance, plan));
        }
        return print(Evaluator.evaluate(instance, plan));
    }

    private void print(Comparison comparison) {
        var out = spec.commandLine().getOut();
        out.println(comparison.summary());
        for (var part : Part.values()) {
            var before = comparison.before().cost(part);
            var after = comparison.after().cost(part);
            if (before != after) {
                out.printf("%-28s %,9d -> %,9d  (%+,d)%n", part.title(), before, after, after - before);
            }
        }
        out.printf(
                "%-28s %,9d -> %,9d  (%+,d)%n%n",
                "Together",
                comparison.before().totalCost(),
                comparison.after().totalCost(),
                comparison.after().totalCost() - comparison.before().totalCost());
    }

    private int print(Evaluation evaluation) {
        var out = spec.commandLine().getOut();
        for (var violation : evaluation.violations()) {
            out.println(violation.sentence());
        }
        for (var part : Part.values()) {
            out.printf(
                    "%-28s %,9d = %,d x %,d%n",
                    part.title(), evaluation.cost(part), part.weight(evaluation.weights()), evaluation.amount(part));
        }
        if (explain) {
            explain("day", evaluation.costsByDay());
            explain("patient", evaluation.costsByPerson());
            explain("nurse", evaluation.costsByNurse());
        }
        out.println("Total violations = " + evaluation.totalViolations());
        out.println("Total cost = " + evaluation.totalCost());
        out.flush();
        return evaluation.feasible() ? 0 : BROKEN;
    }

    private <K> void explain(String what, Map<K, Map<Part, Long>> costs) {
        costs.forEach((key, cost) -> spec.commandLine()
                .getOut()
                .println(what + " " + key + ": "
                        + cost.entrySet().stream()
                                .map(part -> part.getKey().title() + " " + part.getValue())
                                .collect(Collectors.joining(", "))));
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private ParameterException mistake(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
