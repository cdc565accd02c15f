package org.carewright.care.itineraries;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.carewright.care.scheduling.Opening;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.RoomId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * Times for all visits of an itinerary.
 *
 * @param stops in the order of time
 * @param days on which there are visits
 * @param between visits of one day, in all; travel is part of it
 */
record Plan(List<Stop> stops, int days, Duration between, Duration travel) {

    Plan {
        stops = List.copyOf(stops);
    }

    /**
     * One of the visits.
     *
     * @param leg its place in what was asked, from 0
     */
    record Stop(int leg, Opening opening) {}

    Instant start() {
        return stops.getFirst().opening().time().start();
    }

    /** What was chosen for a leg when a plan is booked. */
    record Choice(
            int leg,
            SiteId site,
            Instant start,
            @Nullable PractitionerId practitioner,
            @Nullable RoomId room) {}
}
