package org.carewright.planner;

/**
 * Where and when a patient is admitted. Her surgery takes place on that day.
 *
 * @param day from 0
 * @param room position among the rooms
 * @param theater position among the operating theatres
 */
public record Admission(int day, int room, int theater) {}
