package org.carewright.care.scheduling;

/** How a patient gave her word. */
public enum Channel {
    PHONE,
    IN_PERSON,
    SMS,
    EMAIL,
    PORTAL
}
