package org.carewright.care.scheduling;

import java.util.List;
import org.carewright.foundation.directory.DeviceId;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.RoomId;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * A time at which a visit could be booked, with the resources that are free for it.
 *
 * @param seatsLeft in a group visit that is booked already and can be joined; 0 for a visit that would be new
 * @param choice why this practitioner and not another
 */
public record Opening(
        SiteId site,
        Interval time,
        @Nullable PractitionerId practitioner,
        String practitionerName,
        Choice choice,
        @Nullable RoomId room,
        String roomName,
        List<DeviceId> devices,
        int seatsLeft) {

    /** Why a practitioner was chosen. */
    public enum Choice {
        /** The visit needs none. */
        NONE,
        /** No other who fits is free then. */
        ONLY,
        /** The patient was seen by this one most recently of those who are free. */
        KNOWN,
        /** Has the least to do that day of those who are free. */
        LEAST_BUSY
    }

    public Opening {
        devices = List.copyOf(devices);
    }
}
