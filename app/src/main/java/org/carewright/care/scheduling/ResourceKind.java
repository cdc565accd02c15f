package org.carewright.care.scheduling;

/** What a visit takes up. */
public enum ResourceKind {
    PRACTITIONER,
    ROOM,
    DEVICE,
    PATIENT
}
