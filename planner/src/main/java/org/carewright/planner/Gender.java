package org.carewright.planner;

/** The two groups that never share a room; an instance does not say which is which. */
public enum Gender {
    A,
    B
}
