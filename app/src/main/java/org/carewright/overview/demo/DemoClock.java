package org.carewright.overview.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Tells the real time, but for the minutes in which the demo's past is played. */
final class DemoClock extends Clock {

    private final Clock real;
    private volatile @Nullable Instant played;

    DemoClock(Clock real) {
        this.real = real;
    }

    void play(Instant moment) {
        played = moment;
    }

    void tellRealTime() {
        played = null;
    }

    Instant realTime() {
        return real.instant();
    }

    @Override
    public Instant instant() {
        var moment = played;
        return moment == null ? real.instant() : moment;
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return real.withZone(zone);
    }
}
