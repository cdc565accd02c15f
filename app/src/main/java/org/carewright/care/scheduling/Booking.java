package org.carewright.care.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.carewright.foundation.directory.DeviceId;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.RoomId;
import org.carewright.platform.types.Id;
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

    /** Everything a visit takes: practitioners, the leading one first, room and devices with their buffers, the patient without. */
    static List<Booking> all(
            VisitRules rules,
            Interval time,
            PatientId patient,
            List<PractitionerId> practitioners,
            @Nullable RoomId room,
            List<DeviceId> devices) {
        var bookings = new ArrayList<Booking>();
        bookings.add(new Booking(ResourceKind.PATIENT, 0, patient.value(), time, null));
        addAll(bookings, ResourceKind.PRACTITIONER, practitioners, rules, time);
        addAll(bookings, ResourceKind.ROOM, room == null ? List.of() : List.of(room), rules, time);
        addAll(bookings, ResourceKind.DEVICE, devices, rules, time);
        return List.copyOf(bookings);
    }

    private static void addAll(
            List<Booking> bookings, ResourceKind kind, List<? extends Id> resources, VisitRules rules, Interval time) {
        for (var i = 0; i < resources.size(); i++) {
            bookings.add(new Booking(kind, i, resources.get(i).value(), rules.blocked(kind, time), null));
        }
    }
}
