/**
 * Scheduling: finding a time, keeping it, and what becomes of the visit (FHIR R4 Appointment).
 *
 * <p>{@link org.carewright.care.scheduling.Scheduling} is the face. A visit takes its practitioner, room, devices and the
 * patient's own time together or not at all; the exclusion constraint {@code booking_free} is the judge, so that no race
 * can double-book. A time can be held for a while; what runs out is free again by itself. Availability is computed from opening hours, working hours and bookings; slots are never stored.
 *
 * <p>Published: the views {@code appointment_view} and {@code scheduling_loop}; the events {@code Appointment…}; the
 * plug-in {@link org.carewright.care.scheduling.BookingNotice}.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform.types",
            "platform.db",
            "platform.web",
            "platform.access",
            "platform.audit",
            "platform.jobs",
            "platform.fhir",
            "foundation.directory",
            "foundation.patients",
            "foundation.clocks",
            "care.records"
        })
@NullMarked
package org.carewright.care.scheduling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
