package org.carewright.care.scheduling;

/** Event: A time is held for a patient. */
public record AppointmentHeld(AppointmentId id) {}
