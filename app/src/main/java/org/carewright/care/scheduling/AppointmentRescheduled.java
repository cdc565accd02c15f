package org.carewright.care.scheduling;

/** Event: A visit was moved: {@code id} replaces {@code old}. */
public record AppointmentRescheduled(AppointmentId old, AppointmentId id) {}
