package org.carewright.overview.desk;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The order of the desk in words: harm, then deadline, then age. A late loop ranks one step of harm higher.
 * {@link DeskStore} sorts by the same keys.
 */
final class Rank {

    /** From here on a deadline counts as near. */
    static final Duration SOON = Duration.ofHours(24);

    private Rank() {}

    /** Why the loop stands where it does, as one sentence. */
    static String reason(OpenLoop loop, Instant now) {
        return harm(loop.severity()) + ", " + deadline(loop.dueAt(), now) + ", open for "
                + span(Duration.between(loop.openedAt(), now)) + (loop.isLate(now) ? "; late work moves up" : "") + ".";
    }

    private static String harm(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "Someone may come to harm";
            case HIGH -> "High harm if left";
            case MEDIUM -> "Some harm if left";
            case LOW -> "Little harm if left";
        };
    }

    private static String deadline(@Nullable Instant dueAt, Instant now) {
        if (dueAt == null) {
            return "no deadline";
        }
        return now.isBefore(dueAt)
                ? "due in " + span(Duration.between(now, dueAt))
                : span(Duration.between(dueAt, now)) + " late";
    }

    /** A length of time in its largest whole unit. */
    static String span(Duration length) {
        if (length.toMinutes() < 60) {
            return plural(Math.max(length.toMinutes(), 0), "minute");
        }
        if (length.toHours() < 48) {
            return plural(length.toHours(), "hour");
        }
        return length.toDays() < 60 ? plural(length.toDays(), "day") : plural(length.toDays() / 30, "month");
    }

    private static String plural(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
