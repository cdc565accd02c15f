package org.carewright.care.scheduling;

/** Event: no visit is needed instead of the missed one. */
public record AppointmentRebookDeclined(AppointmentId id) {}
