package org.carewright.care.scheduling;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.carewright.platform.types.SiteId;

/**
 * What a search for times found.
 *
 * @param openings the earliest first
 * @param conflicts if there are none, what stands in the way at each of the sites
 * @param relaxations if there are none, the fewest wishes whose dropping gives one
 */
public record Openings(List<Opening> openings, List<Conflict> conflicts, List<Relaxation> relaxations) {

    public Openings {
        openings = List.copyOf(openings);
        conflicts = List.copyOf(conflicts);
        relaxations = List.copyOf(relaxations);
    }

    /** What a time must suit. */
    public enum Constraint {
        SITE_HOURS,
        WISHED_TIMES,
        PATIENT,
        PRACTITIONER,
        /** All practitioners of a visit that several take part in. */
        TEAM,
        ROOM,
        DEVICE,
        /** How far ahead the visit type may be booked. */
        HORIZON
    }

    /**
     * Things that are never free together in the days that were searched; without any one of them, the others would be.
     *
     * @param missing those of which the site has none at all that fits
     * @param until when they are free together next, as far as anybody can look ahead
     */
    public record Conflict(SiteId site, Set<Constraint> constraints, Set<Constraint> missing, Optional<Instant> until) {

        public Conflict {
            constraints = Set.copyOf(constraints);
            missing = Set.copyOf(missing);
        }
    }

    /** A wish that can be dropped. */
    public enum Easing {
        PRACTITIONER,
        SEX,
        LANGUAGE,
        WEEKDAYS,
        HOURS,
        SITE
    }

    /** The first opening if these wishes are dropped and all others kept. */
    public record Relaxation(Set<Easing> dropped, Opening first) {

        public Relaxation {
            dropped = Set.copyOf(dropped);
        }
    }
}
