package org.carewright.care.scheduling;

/** Event: A held time was let go of, by somebody or because it ran out. */
public record AppointmentLetGo(AppointmentId id) {}
