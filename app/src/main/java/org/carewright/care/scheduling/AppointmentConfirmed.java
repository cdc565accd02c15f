package org.carewright.care.scheduling;

/** Event: The patient confirmed the visit. */
public record AppointmentConfirmed(AppointmentId id) {}
