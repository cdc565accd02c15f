package org.carewright.care.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.Role;
import org.jspecify.annotations.Nullable;

/**
 * What a visit type asks of a booking.
 *
 * @param alignmentMinutes visits start on multiples of this, counted from the full hour of the wall clock
 * @param practitioners how many take part
 * @param specialty code each practitioner must have, or null
 * @param skills that each practitioner must have
 * @param capacity how many patients take part
 * @param bookableBy codes of the roles that may book it
 * @param patientsBook whether a patient may choose a time herself
 * @param horizonDays how many days ahead it may be booked, or null for any
 * @param overbooking how many visits against the rules a practitioner may have in a day, or null for any
 */
record VisitRules(
        VisitTypeId id,
        String name,
        String colour,
        Duration length,
        Buffer practitionerBuffer,
        Buffer roomBuffer,
        Buffer deviceBuffer,
        int alignmentMinutes,
        int practitioners,
        boolean needsRoom,
        @Nullable String specialty,
        Set<String> skills,
        Set<String> roomFeatures,
        @Nullable String deviceKind,
        int capacity,
        Set<String> bookableBy,
        boolean patientsBook,
        @Nullable Integer horizonDays,
        @Nullable Integer overbooking,
        boolean active) {

    /** Time that a resource needs around a visit. */
    record Buffer(Duration before, Duration after) {

        static final Buffer NONE = new Buffer(Duration.ZERO, Duration.ZERO);

        Interval around(Interval visit) {
            return new Interval(visit.start().minus(before), visit.end().plus(after));
        }
    }

    boolean needsPractitioner() {
        return practitioners > 0;
    }

    /** Whether several patients come together. */
    boolean isGroup() {
        return capacity > 1;
    }

    /** Another system books what coordinators may. */
    boolean isBookableBy(Set<Role> roles) {
        if (roles.contains(Role.PATIENT)) {
            return patientsBook;
        }
        return roles.stream()
                .map(role -> role.isStaff() ? role : Role.COORDINATOR)
                .map(Params::code)
                .anyMatch(bookableBy::contains);
    }

    Buffer buffer(ResourceKind kind) {
        return switch (kind) {
            case PRACTITIONER -> practitionerBuffer;
            case ROOM -> roomBuffer;
            case DEVICE -> deviceBuffer;
            case PATIENT -> Buffer.NONE;
        };
    }

    /** The visit with the time that a resource of the kind needs around it. */
    Interval blocked(ResourceKind kind, Interval visit) {
        return buffer(kind).around(visit);
    }

    /** The last moment at which a visit may start that is booked now; null for any. */
    @Nullable
    Instant horizon(Instant now) {
        return horizonDays == null ? null : now.plus(Duration.ofDays(horizonDays));
    }
}
