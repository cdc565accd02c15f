package org.carewright.care.scheduling;

/** Event: The last change of the visit was taken back; ask for its present state. */
public record AppointmentRestored(AppointmentId id) {}
