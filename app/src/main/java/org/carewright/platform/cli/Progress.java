package org.carewright.platform.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far a long piece of work is: a bar that moves when a person looks on at a terminal, now and then a line when
 * the output goes elsewhere. Safe to be told from several threads.
 *
 * <pre>{@code try (var progress = Progress.of("Importing", "resources", total)) { … progress.add(1); … } }</pre>
 */
public final class Progress implements AutoCloseable {

    private static final Duration BETWEEN_FRAMES = Duration.ofMillis(100);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final int BAR_WIDTH = 24;
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final String activity;
    private final String unit;
    private final long total;
    private final boolean terminal;
    private final PrintStream out;
    private final LongSupplier nanoTime;
    private final long began;

    private long done;
    private long shownAt;

    Progress(String activity, String unit, long total, boolean terminal, PrintStream out, LongSupplier nanoTime) {
        this.activity = activity;
        this.unit = unit;
        this.total = total;
        this.terminal = terminal;
        this.out = out;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        this.shownAt = began;
    }

    /**
     * Begins on standard output.
     *
     * @param activity what is being done: {@code "Importing"}
     * @param unit what is counted, in the plural: {@code "resources"}
     * @param total how many there will be, or 0 when nobody knows
     */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 answers null again where nobody looks on (JDK-8351435)
    public static Progress of(String activity, String unit, long total) {
        var console = System.console();
        var terminal = console != null && console.isTerminal();
        return new Progress(activity, unit, total, terminal, System.out, System::nanoTime);
    }

    /** Counts {@code more} units as done. */
    public synchronized void add(long more) {
        done += more;
        var now = nanoTime.getAsLong();
        if (now - shownAt >= (terminal ? BETWEEN_FRAMES : BETWEEN_LINES).toNanos()) {
            shownAt = now;
            show(now);
        }
    }

    /** Shows where it ended. */
    @Override
    public synchronized void close() {
        show(nanoTime.getAsLong());
        if (terminal) {
            out.println();
        }
    }

    private void show(long now) {
        var seconds = (now - began) / 1e9;
        var rate = seconds > 0 ? done / seconds : 0;
        var text = new StringBuilder(activity).append(' ');
        if (total > 0) {
            var share = Math.min(1.0, (double) done / total);
            if (terminal) {
                var filled = (int) Math.round(share * BAR_WIDTH);
                text.append('[')
                        .repeat('#', filled)
                        .repeat('.', BAR_WIDTH - filled)
                        .append("] ");
            }
            text.append(String.format(Locale.ROOT, "%3d%%  %,d of %,d %s", (int) (share * 100), done, total, unit));
        } else {
            text.append(String.format(Locale.ROOT, "%,d %s", done, unit));
        }
        text.append(String.format(Locale.ROOT, "  %,.0f/s", rate));
        if (done < total && rate > 0) {
            text.append("  ")
                    .append(duration((long) Math.ceil((total - done) / rate)))
                    .append(" left");
        } else {
            text.append("  ").append(duration((long) seconds));
        }
        if (terminal) {
            out.print(CLEAR_LINE + text);
            out.flush();
        } else {
            out.println(text);
        }
    }

    private static String duration(long seconds) {
        return seconds < 60
                ? seconds + " s"
                : seconds < 3600
                        ? String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60)
                        : String.format(Locale.ROOT, "%d:%02d h", seconds / 3600, seconds / 60 % 60);
    }
}
