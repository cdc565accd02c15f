package org.carewright.planner;

import org.jspecify.annotations.Nullable;

/**
 * One thing that costs.
 *
 * @param amount in the unit of the part, at least 1
 * @param day when, if it belongs to a day
 * @param person the id of the patient or occupant whom it concerns
 * @param nurse the id of the nurse
 * @param place the id of the room, theatre or surgeon
 */
public record CostItem(
        Part part,
        int amount,
        @Nullable Integer day,
        @Nullable String person,
        @Nullable String nurse,
        @Nullable String place) {}
