package org.carewright.planner;

/** @param capacity beds */
public record Room(String id, int capacity) {}
