package org.carewright.care.scheduling;

import java.util.UUID;
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
 * @param practitioner null for any who can, or when the visit type asks for none
 * @param room null for any that fits, or when the visit needs none (phone, video)
 * @param loop the open loop this visit is booked from, or null
 * @param overrideReason why it shall be booked although a rule says no; needs the permission to override
 */
public record BookingRequest(
        AppointmentId id,
        PatientId patient,
        SiteId site,
        VisitTypeId visitType,
        @Nullable PractitionerId practitioner,
        @Nullable RoomId room,
        Interval time,
        String reason,
        @Nullable LoopOrigin loop,
        @Nullable String overrideReason) {

    public BookingRequest {
        reason = reason.strip();
        overrideReason = overrideReason == null || overrideReason.isBlank() ? null : overrideReason.strip();
    }

    /** The same for the record that this patient's was merged into. */
    BookingRequest forPatient(PatientId survivor) {
        return new BookingRequest(
                id, survivor, site, visitType, practitioner, room, time, reason, loop, overrideReason);
    }

    /** The open loop that led to a booking: its rule and the thing it is about. */
    public record LoopOrigin(String rule, @Nullable UUID subject) {}
}
