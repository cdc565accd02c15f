package org.carewright.care.scheduling;

/** Event: The patient is here. */
public record AppointmentArrived(AppointmentId id) {}
