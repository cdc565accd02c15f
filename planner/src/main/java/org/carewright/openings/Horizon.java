package org.carewright.openings;

import java.time.Duration;
import java.time.Instant;

/**
 * The stretch of time that is searched, as slots of five minutes.
 *
 * @param start of slot 0, on a full five minutes
 * @param slots how many there are
 */
public record Horizon(Instant start, int slots) {

    public static final Duration SLOT = Duration.ofMinutes(5);
    private static final long SECONDS = SLOT.toSeconds();

    public Horizon {
        if (start.getNano() != 0 || start.getEpochSecond() % SECONDS != 0) {
            throw new IllegalArgumentException("does not start on a full five minutes: " + start);
        }
    }

    public static Horizon of(Instant start, Duration length) {
        return new Horizon(start, Math.toIntExact(length.dividedBy(SLOT)));
    }

    public Instant end() {
        return instant(slots);
    }

    public Instant instant(int slot) {
        return start.plusSeconds(slot * SECONDS);
    }

    /** The slot in which the moment lies; before the horizon 0, after it {@link #slots}. */
    public int floor(Instant moment) {
        return inside(Math.floorDiv(moment.getEpochSecond() - start.getEpochSecond(), SECONDS));
    }

    /** The first slot that does not start before the moment; before the horizon 0, after it {@link #slots}. */
    public int ceil(Instant moment) {
        var seconds = moment.getEpochSecond() + (moment.getNano() > 0 ? 1 : 0) - start.getEpochSecond();
        return inside(Math.ceilDiv(seconds, SECONDS));
    }

    /** How many slots it takes to hold the length. */
    public static int slots(Duration length) {
        return Math.toIntExact(Math.ceilDiv(length.toSeconds(), SECONDS));
    }

    private int inside(long slot) {
        return Math.clamp(slot, 0, slots);
    }
}
