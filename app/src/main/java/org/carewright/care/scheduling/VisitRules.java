package org.carewright.care.scheduling;

import java.time.Duration;
import java.util.Set;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.Role;
import org.jspecify.annotations.Nullable;

/**
 * What a visit type asks of a booking.
 *
 * @param before time that its practitioner, room and devices need before the visit
 * @param after likewise, after it
 * @param alignmentMinutes visits start on multiples of this, counted from the full hour of the wall clock
 * @param specialty code its practitioner must have, or null
 * @param bookableBy codes of the roles that may book it
 */
record VisitRules(
        VisitTypeId id,
        String name,
        String colour,
        Duration length,
        Duration before,
        Duration after,
        int alignmentMinutes,
        boolean needsPractitioner,
        boolean needsRoom,
        @Nullable String specialty,
        Set<String> roomFeatures,
        @Nullable String deviceKind,
        Set<String> bookableBy,
        boolean active) {

    /** Another system books what coordinators may. */
    boolean isBookableBy(Set<Role> roles) {
        return roles.stream()
                .map(role -> role.isStaff() ? role : Role.COORDINATOR)
                .map(Params::code)
                .anyMatch(bookableBy::contains);
    }

    /** The visit with its buffers. */
    Interval blocked(Interval visit) {
        return new Interval(visit.start().minus(before), visit.end().plus(after));
    }
}
