package org.carewright.planner;

/**
 * Somebody who is in bed already when the horizon begins, and stays in that room.
 *
 * @param ageGroup position among the age groups
 * @param lengthOfStay days from day 0
 * @param room position among the rooms
 */
public record Occupant(String id, Gender gender, int ageGroup, int lengthOfStay, Care care, int room) {}
