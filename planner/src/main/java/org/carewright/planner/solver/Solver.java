package org.carewright.planner.solver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.carewright.planner.Evaluation;
import org.carewright.planner.Evaluator;
import org.carewright.planner.Instance;
import org.carewright.planner.Plan;
import org.carewright.planner.Situation;
import org.jspecify.annotations.Nullable;

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
    private @Nullable Plan evaluated;
    private @Nullable Evaluation evaluation;

    public Solver(Instance instance, Effort effort) {
        this(Situation.before(instance), effort);
    }

    /** Looks for the best plan that the situation allows, changes of the plan in force paid for. */
    public Solver(Situation situation, Effort effort) {
        this.ward = new Ward(situation);
        this.effort = effort;
    }

    /** Ends {@link #solve} within a moment, with the best plan so far. */
    public void cancel() {
        cancelled.set(true);
    }

    /**
     * Looks until the time or the moves are used up, or it is cancelled. To be called once.
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

    private Progress progress(List<Search> searches, long begin) {
        var founds = searches.stream().map(Search::found).toList();
        var best = founds.stream()
                .min(Comparator.comparingInt(Search.Found::missing).thenComparingLong(Search.Found::cost))
                .orElseThrow();
        var moves = founds.stream().mapToLong(Search.Found::moves).sum();
        return new Progress(
                Duration.ofNanos(System.nanoTime() - begin),
                best.plan(),
                evaluation(best.plan()),
                best.cost() - (long) best.missing() * ward.missing,
                best.missing(),
                moves);
    }

    private Evaluation evaluation(Plan plan) {
        var known = evaluation;
        if (known == null || !plan.equals(evaluated)) {
            known = Evaluator.evaluate(ward.situation.instance(), plan);
            evaluation = known;
            evaluated = plan;
        }
        return known;
    }
}
