package org.carewright.care.scheduling;

/** Event: The patient was checked out. */
public record AppointmentFulfilled(AppointmentId id) {}
