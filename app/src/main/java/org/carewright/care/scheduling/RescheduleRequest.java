package org.carewright.care.scheduling;

import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.RoomId;
import org.carewright.platform.types.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A visit to be moved to another time, practitioner or room.
 *
 * @param old the visit to be moved, as it was seen at {@code version}
 * @param id the id of the visit that replaces it, made with the form
 * @param overrideReason as in {@link BookingRequest}
 */
public record RescheduleRequest(
        AppointmentId old,
        int version,
        AppointmentId id,
        @Nullable PractitionerId practitioner,
        @Nullable RoomId room,
        Interval time,
        @Nullable String overrideReason) {

    /** The same for another visit of the group. */
    RescheduleRequest of(AppointmentId other, int otherVersion, AppointmentId otherId) {
        return new RescheduleRequest(other, otherVersion, otherId, practitioner, room, time, overrideReason);
    }

    public RescheduleRequest {
        overrideReason = overrideReason == null || overrideReason.isBlank() ? null : overrideReason.strip();
    }
}
