package org.carewright.planner;

/**
 * A shift in which a nurse is at work.
 *
 * @param day from 0
 * @param shift position among the shift types
 * @param maxLoad the workload above which each unit costs
 */
public record WorkingShift(int day, int shift, int maxLoad) {}
