package org.carewright.care.scheduling;

/** Event: A visit was cancelled, its resources are free. */
public record AppointmentCancelled(AppointmentId id) {}
