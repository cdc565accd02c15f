package org.carewright.care.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.carewright.foundation.directory.DeviceId;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.RoomId;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;

/**
 * One resource that a visit takes.
 *
 * @param position 0 for the first of its kind
 * @param during with the buffers this resource needs
 * @param overrideReason why it may overlap others, or null
 */
record Booking(
        ResourceKind kind,
        int position,
        UUID resource,
        Interval during,
        @Nullable String overrideReason) {

    Booking overriding(String why) {
        return new Booking(kind, position, resource, during, why);
    }

    /** Everything a visit takes: staff, room and devices with the buffers, the patient without. */
    static List<Booking> all(
            VisitRules rules,
            Interval time,
            PatientId patient,
            @Nullable PractitionerId practitioner,
            @Nullable RoomId room,
            List<DeviceId> devices) {
        var blocked = rules.blocked(time);
        var bookings = new ArrayList<Booking>();
        bookings.add(new Booking(ResourceKind.PATIENT, 0, patient.value(), time, null));
        if (practitioner != null) {
            bookings.add(new Booking(ResourceKind.PRACTITIONER, 0, practitioner.value(), blocked, null));
        }
        if (room != null) {
            bookings.add(new Booking(ResourceKind.ROOM, 0, room.value(), blocked, null));
        }
        for (var i = 0; i < devices.size(); i++) {
            bookings.add(new Booking(ResourceKind.DEVICE, i, devices.get(i).value(), blocked, null));
        }
        return List.copyOf(bookings);
    }
}
