package org.carewright.planner;

/**
 * A nurse covers a room during a shift.
 *
 * @param nurse position among the nurses
 * @param room position among the rooms
 * @param shift number of the shift in the horizon
 */
public record NurseDuty(int nurse, int room, int shift) {}
