/**
 * Itineraries: several visits of a patient that belong together, found, booked, moved and cancelled as one.
 *
 * <p>{@link org.carewright.care.itineraries.Itineraries} is the face. The answer is the one that is over soonest, on the fewest
 * days, with the least waiting, proven by {@code org.carewright.openings.ItinerarySearch}. All visits are booked or none; each
 * is a visit like any other afterwards.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform.types",
            "platform.db",
            "platform.web",
            "platform.access",
            "platform.audit",
            "foundation.directory",
            "foundation.patients",
            "care.scheduling"
        })
@NullMarked
package org.carewright.care.itineraries;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
