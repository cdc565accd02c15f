package org.carewright.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Clients that ask one after another, each as soon as it has its answer. */
final class Load {

    /** How busy the machine was before anything was started. */
    static final double BEFORE = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

    private static final long MICROS_IN_A_MINUTE = 60_000_000;

    private Load() {}

    /** One client's next request; throws when the answer is wrong. */
    interface Client {
        void ask() throws Exception;
    }

    /**
     * How long answers took.
     *
     * @param times in microseconds
     */
    record Times(Histogram times, Duration lasted) {

        double perSecond() {
            return times.getTotalCount() / (lasted.toNanos() / 1e9);
        }

        /** Requests a second, then p50, p95, p99 and the longest in milliseconds. */
        List<String> cells() {
            return List.of(
                    Figures.number(perSecond()),
                    millis(50),
                    millis(95),
                    millis(99),
                    Figures.number(times.getMaxValue() / 1e3));
        }

        private String millis(double percentile) {
            return Figures.number(times.getValueAtPercentile(percentile) / 1e3);
        }
    }

    static final List<String> HEAD = List.of("requests/s", "p50 ms", "p95 ms", "p99 ms", "longest ms");

    /** Lets all clients ask for some time, after a part of it that is not counted. */
    static Times run(List<? extends Client> clients, Duration warmUp, Duration time) throws Exception {
        var times = new ConcurrentHistogram(MICROS_IN_A_MINUTE, 3);
        var start = System.nanoTime() + warmUp.toNanos();
        var end = start + time.toNanos();
        together(clients.stream()
                .map(client -> (Callable<Void>) () -> {
                    for (var began = System.nanoTime(); began < end; began = System.nanoTime()) {
                        client.ask();
                        if (began >= start) {
                            times.recordValue(Math.min(MICROS_IN_A_MINUTE, (System.nanoTime() - began) / 1000));
                        }
                    }
                    return null;
                })
                .toList());
        return new Times(times, time);
    }

    /** Does all at once and waits for them; the first failure is thrown. */
    static <T> List<T> together(List<Callable<T>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (Future<T> future : threads.invokeAll(work)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
