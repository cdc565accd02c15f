package org.carewright.planner;

/**
 * A rule that a plan breaks.
 *
 * @param amount in the unit of the rule, at least 1
 * @param sentence what is wrong, in words
 */
public record Violation(Rule rule, int amount, String sentence) {}
