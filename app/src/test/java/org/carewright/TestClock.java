package org.carewright;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that ticks by hand. Its zone is neither UTC nor any site's, so that code which asks it for a zone shows. */
public final class TestClock extends Clock {

    /** Monday 2026-11-16, 09:00 in New York. */
    public static final Instant MONDAY_MORNING = Instant.parse("2026-11-16T14:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(MONDAY_MORNING);

    public void set(Instant instant) {
        now.set(instant);
    }

    public void tick(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneId.of("Pacific/Chatham");
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("ask the site for its zone");
    }
}
