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
        List<DeviceId> devices) {

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
