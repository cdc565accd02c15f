package org.carewright.planner.solver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.carewright.planner.Instance;

/**
 * Looks for the plan that costs least. It has a plan at any moment, and a better one the longer it looks.
 *
 * <p>Each thread anneals a state of its own with random numbers of its own; the best plan of all is the answer.
 */
public final class Solver {

    private static final Duration REPORT_EVERY = Duration.ofMillis(250);

    private final Ward ward;
    private final Effort effort;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    public Solver(Instance instance, Effort effort) {
        this.ward = new Ward(instance);
        this.effort = effort;
    }

    /** Ends {@link #solve} within a moment, with the best plan so far. */
    public void cancel() {
        cancelled.set(true);
    }

    /**
     * Looks until the time or the moves are used up, or it is cancelled.
     *
     * @param listener is told in this thread, four times a second, how far it has come
     */
    public Progress solve(Consumer<Progress> listener) throws InterruptedException {
        var begin = System.nanoTime();
        var searches = new ArrayList<Search>();
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < effort.threads(); i++) {
            var search = new Search(ward, effort, effort.seed() + i, begin, cancelled);
            searches.add(search);
            threads.add(Thread.ofPlatform().name("planner-" + i).daemon().start(search));
        }
        try {
            for (var thread : threads) {
                while (!thread.join(REPORT_EVERY)) {
                    listener.accept(progress(searches, begin));
                }
            }
        } finally {
            cancel();
        }
        return progress(searches, begin);
    }

    private static Progress progress(List<Search> searches, long begin) {
        var founds = searches.stream().map(Search::found).toList();
        var best = founds.stream()
                .min(Comparator.comparingInt(Search.Found::missing).thenComparingLong(Search.Found::cost))
                .orElseThrow();
        var moves = founds.stream().mapToLong(Search.Found::moves).sum();
        return new Progress(
                Duration.ofNanos(System.nanoTime() - begin), best.plan(), best.cost(), best.missing(), moves);
    }
}
