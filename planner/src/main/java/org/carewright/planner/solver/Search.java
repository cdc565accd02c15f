package org.carewright.planner.solver;

import java.util.concurrent.atomic.AtomicBoolean;
import org.carewright.planner.Plan;
import org.jspecify.annotations.Nullable;

/** One thread's search. Another thread may ask at any time what it has found. */
final class Search implements Runnable {

    private static final long PUBLISH_EVERY = 100_000_000;

    private final Effort effort;
    private final long begin;
    private final AtomicBoolean cancelled;
    private final Annealer annealer;
    private long publishedAt;
    private volatile Found found;
    private volatile @Nullable Throwable failure;

    Search(Ward ward, Effort effort, long seed, long begin, AtomicBoolean cancelled) {
        this.effort = effort;
        this.begin = begin;
        this.cancelled = cancelled;
        this.annealer = new Annealer(ward, new State(ward), new Dice(seed));
        this.found = annealer.best().found(0);
    }

    /**
     * @param cost with {@link Ward#missing} for each who must be admitted and is not, and what changes cost
     * @param missing how many must be admitted and are not
     */
    record Found(Plan plan, long cost, int missing, long moves) {}

    /** What has been found, not older than a moment. */
    Found found() {
        var thrown = failure;
        if (thrown != null) {
            throw new IllegalStateException("the search failed", thrown);
        }
        return found;
    }

    @Override
    public void run() {
        try {
            annealer.run(this::spent);
        } catch (RuntimeException | Error e) {
            failure = e;
            cancelled.set(true);
            throw e;
        } finally {
            publish();
        }
    }

    /** From 0 to 1: how much of the effort is spent. */
    private double spent(long moves) {
        var now = System.nanoTime();
        if (now - publishedAt > PUBLISH_EVERY) {
            publishedAt = now;
            publish();
        }
        var time = (double) (now - begin) / Math.max(1, effort.time().toNanos());
        if (cancelled.get() || time >= 1) {
            return 1;
        }
        return effort.moves() == Long.MAX_VALUE ? time : (double) moves / effort.moves();
    }

    private void publish() {
        found = annealer.best().found(annealer.moves());
    }
}
