package org.carewright.care.scheduling;

/** Event: A visit was booked. */
public record AppointmentBooked(AppointmentId id) {}
