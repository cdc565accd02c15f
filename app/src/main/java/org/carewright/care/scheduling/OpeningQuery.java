package org.carewright.care.scheduling;

import java.time.LocalDate;
import java.util.List;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * A search for times.
 *
 * @param sites at any of which the visit may take place
 * @param patient whose other visits are kept clear, or null
 * @param moving a visit that is to be moved: its own time counts as free; or null
 * @param from first day, in a site's zone
 * @param until last day
 * @param limit how many to find at most
 */
public record OpeningQuery(
        VisitTypeId visitType,
        List<SiteId> sites,
        @Nullable PatientId patient,
        @Nullable AppointmentId moving,
        LocalDate from,
        LocalDate until,
        Wishes wishes,
        int limit) {

    public OpeningQuery {
        sites = List.copyOf(sites);
    }
}
