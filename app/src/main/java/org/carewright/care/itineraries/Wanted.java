package org.carewright.care.itineraries;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.openings.ItinerarySearch;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * Several visits, asked for together.
 *
 * @param sites at any of which each may take place
 * @param from first day, by the first site's clock
 */
record Wanted(PatientId patient, List<SiteId> sites, List<Leg> legs, Bounds bounds, LocalDate from) {

    private static final int FEWEST = 2;

    Wanted {
        sites = List.copyOf(sites);
        legs = List.copyOf(legs);
    }

    /**
     * One of them.
     *
     * @param practitioner who is wished, or null for any who can
     * @param site where it must be, or null for any of the sites
     */
    record Leg(
            VisitTypeId visitType,
            @Nullable PractitionerId practitioner,
            @Nullable SiteId site) {

        Leg(VisitTypeId visitType, @Nullable PractitionerId practitioner) {
            this(visitType, practitioner, null);
        }

        Leg at(SiteId where) {
            return new Leg(visitType, practitioner, where);
        }
    }

    /**
     * What holds between them.
     *
     * @param leastMinutes between the end of one and the start of the next
     * @param mostMinutes the same at most; null for any
     * @param mostTravel minutes between sites on one day; null for any
     */
    record Bounds(
            boolean ordered,
            boolean sameDay,
            boolean sameSite,
            int leastMinutes,
            @Nullable Integer mostMinutes,
            @Nullable Integer mostTravel) {

        static final Bounds NONE = new Bounds(false, false, false, 0, null, null);
    }

    List<Issue> issues(LocalDate today) {
        var issues = new ArrayList<Issue>();
        if (legs.size() < FEWEST || legs.size() > ItinerarySearch.MOST_VISITS) {
            issues.add(Issue.value(
                    "type-2",
                    "Choose two to " + ItinerarySearch.MOST_VISITS + " visits; one alone is booked by itself."));
        }
        if (from.isBefore(today)) {
            issues.add(Issue.value("date", "This day is over: give a later one."));
        }
        if (bounds.mostMinutes() != null && bounds.mostMinutes() < bounds.leastMinutes()) {
            issues.add(Issue.value("most", "The longest time between two visits is shorter than the shortest."));
        }
        return issues;
    }
}
