package org.carewright.care.scheduling;

import java.util.List;
import org.carewright.foundation.directory.DeviceId;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.RoomId;
import org.carewright.platform.types.Interval;
import org.jspecify.annotations.Nullable;

/** A time at which a visit could be booked, with the resources that are free for it. */
public record Opening(
        Interval time,
        @Nullable PractitionerId practitioner,
        String practitionerName,
        @Nullable RoomId room,
        String roomName,
        List<DeviceId> devices) {

    public Opening {
        devices = List.copyOf(devices);
    }
}
