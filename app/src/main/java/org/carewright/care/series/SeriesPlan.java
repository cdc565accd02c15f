package org.carewright.care.series;

import java.time.Instant;
import java.util.Map;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.RoomId;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * Visits to be booked together.
 *
 * @param practitioner null for any who can; likewise the room
 * @param choices what was decided of a visit by its number, from 1, where it is not to be as the recurrence says
 */
record SeriesPlan(
        PatientId patient,
        SiteId site,
        VisitTypeId visitType,
        @Nullable PractitionerId practitioner,
        @Nullable RoomId room,
        Recurrence recurrence,
        Map<Integer, Choice> choices) {

    SeriesPlan {
        choices = Map.copyOf(choices);
    }

    /** Another time for one visit; without a time it is left out. */
    record Choice(
            @Nullable Instant start,
            @Nullable PractitionerId practitioner,
            @Nullable RoomId room) {

        static final Choice LEFT_OUT = new Choice(null, null, null);
    }
}
