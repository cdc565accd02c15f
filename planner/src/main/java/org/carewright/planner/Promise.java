package org.carewright.planner;

import org.jspecify.annotations.Nullable;

/**
 * That a patient will be admitted, and how; null = free.
 *
 * @param day from 0
 * @param room position among the rooms
 * @param theater position among the operating theatres
 */
public record Promise(
        @Nullable Integer day,
        @Nullable Integer room,
        @Nullable Integer theater) {

    /** That all stays as it is. */
    public static Promise of(Admission admission) {
        return new Promise(admission.day(), admission.room(), admission.theater());
    }

    boolean allows(Admission admission) {
        return (day == null || day == admission.day())
                && (room == null || room == admission.room())
                && (theater == null || theater == admission.theater());
    }
}
