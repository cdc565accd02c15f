package org.carewright.care.scheduling;

import java.util.UUID;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.RoomId;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;

/**
 * What a visit shall take.
 *
 * @param party of the visit that is booked, or of the one that moves: what it holds itself is not in its way
 * @param practitioner the one asked for by name, or null for any who can; likewise the room
 */
record Wish(
        UUID party,
        PatientId patient,
        VisitTypeId visitType,
        @Nullable PractitionerId practitioner,
        @Nullable RoomId room,
        Interval time) {}
