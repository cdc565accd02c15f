package org.carewright.overview.desk;

/** How much harm a loop does while it stays open; the first key of the desk's order. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW
}
