package org.carewright.care.scheduling;

import java.time.LocalDate;
import java.util.UUID;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * A search for times.
 *
 * @param practitioner null for any who can
 * @param patient whose other visits are kept clear, or null
 * @param moving the party of a visit that is to be moved: its own time counts as free; or null
 * @param from first day, in the site's zone
 * @param until last day
 * @param limit how many to find at most
 */
public record OpeningQuery(
        SiteId site,
        VisitTypeId visitType,
        @Nullable PractitionerId practitioner,
        @Nullable PatientId patient,
        @Nullable UUID moving,
        LocalDate from,
        LocalDate until,
        int limit) {}
