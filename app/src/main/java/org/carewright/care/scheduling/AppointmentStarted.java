package org.carewright.care.scheduling;

/** Event: The visit began. */
public record AppointmentStarted(AppointmentId id) {}
