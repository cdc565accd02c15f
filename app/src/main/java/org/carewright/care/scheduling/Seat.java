package org.carewright.care.scheduling;

/**
 * A patient's place in a group visit.
 *
 * @param number from 1
 * @param of how many there are
 */
public record Seat(int number, int of) {}
