package org.carewright.planner;

import java.util.Set;

/**
 * Somebody who waits for a surgery.
 *
 * @param mandatory has to be admitted within the horizon
 * @param ageGroup position among the age groups
 * @param lengthOfStay days, the day of admission included
 * @param releaseDay the first day on which she may be admitted
 * @param dueDay the last day on which she may be admitted; of who is not mandatory, the last of the horizon
 * @param surgeryDuration minutes
 * @param surgeon position among the surgeons
 * @param incompatibleRooms positions among the rooms
 */
public record Patient(
        String id,
        boolean mandatory,
        Gender gender,
        int ageGroup,
        int lengthOfStay,
        int releaseDay,
        int dueDay,
        int surgeryDuration,
        int surgeon,
        Set<Integer> incompatibleRooms,
        Care care) {

    public Patient {
        incompatibleRooms = Set.copyOf(incompatibleRooms);
    }
}
