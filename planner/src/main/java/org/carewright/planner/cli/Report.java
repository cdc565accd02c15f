package org.carewright.planner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.carewright.planner.Evaluation;
import org.carewright.planner.Instance;
import org.carewright.planner.Part;
import org.carewright.planner.Plan;
import org.carewright.planner.PlanFile;
import org.carewright.planner.solver.Progress;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal how far the planner has come, and keeps the best plan in a file, whatever ends the program. */
final class Report implements Consumer<Progress>, AutoCloseable {

    private final Instance instance;
    private final Path file;
    private final PrintWriter terminal;
    private final boolean shown = isTerminal();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private @Nullable Plan written;

    Report(Instance instance, Path file, PrintWriter terminal, Runnable cancel) {
        this.instance = instance;
        this.file = file;
        this.terminal = terminal;
        this.hook = new Thread(() -> {
            cancel.run();
            try {
                var unused = ended.await(2, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @SuppressWarnings("SystemConsoleNull") // JDK 25 answers null again where nobody looks on (JDK-8351435)
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public void accept(Progress progress) {
        write(progress);
        if (shown) {
            terminal.printf(
                    "\r%5d s  cost %,d (%s)%s  %.1f million changes a second   ",
                    progress.elapsed().toSeconds(),
                    progress.evaluation().totalCost(),
                    parts(progress.evaluation()),
                    progress.feasible() ? "" : ", %d patients not placed".formatted(progress.missing()),
                    progress.moves() / (progress.elapsed().toNanos() / 1e3));
            terminal.flush();
        }
    }

    void end(Progress progress) {
        write(progress);
        if (shown) {
            terminal.print("\r" + " ".repeat(120) + "\r");
            terminal.flush();
        }
    }

    /** The parts in the order of the specification, S1 to S8. */
    private static String parts(Evaluation evaluation) {
        return Arrays.stream(Part.values())
                .map(part -> Long.toString(evaluation.cost(part)))
                .collect(Collectors.joining(" "));
    }

    private void write(Progress progress) {
        var before = written;
        if (before != null && before.equals(progress.best())) {
            return;
        }
        try {
            PlanFile.write(progress.best(), instance, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written = progress.best();
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is stopping, which is why this closes.
        }
    }
}
