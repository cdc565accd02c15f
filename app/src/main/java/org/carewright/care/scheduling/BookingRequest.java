package org.carewright.care.scheduling;

import java.util.List;
import java.util.UUID;
import org.carewright.foundation.directory.DeviceId;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.RoomId;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * A visit to be booked.
 *
 * @param id the visit's future id, made with the form, so that sending the form twice books once
 * @param time the visit itself, without buffers; these come from the visit type
 * @param room null when the visit needs none (phone, video)
 * @param loop the open loop this visit is booked from, or null
 * @param overrideReason why it shall be booked although a rule says no; needs the permission to override
 */
public record BookingRequest(
        AppointmentId id,
        PatientId patient,
        SiteId site,
        VisitTypeId visitType,
        PractitionerId practitioner,
        @Nullable RoomId room,
        List<DeviceId> devices,
        Interval time,
        String reason,
        @Nullable LoopOrigin loop,
        @Nullable String overrideReason) {

    public BookingRequest {
        devices = List.copyOf(devices);
        reason = reason.strip();
        overrideReason = overrideReason == null || overrideReason.isBlank() ? null : overrideReason.strip();
    }

    /** The open loop that led to a booking: its rule and the thing it is about. */
    public record LoopOrigin(String rule, @Nullable UUID subject) {}
}
