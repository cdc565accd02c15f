package org.carewright.care.scheduling;

/** Event: The patient did not come. */
public record AppointmentMissed(AppointmentId id) {}
