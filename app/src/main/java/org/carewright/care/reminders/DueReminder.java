package org.carewright.care.reminders;

import java.time.Instant;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;

/** A visit of which its patient is to be told now, at the window that is nearest to it. */
record DueReminder(
        AppointmentId visit, PatientId patient, SiteId site, String window, ReminderWindow.Kind kind, Instant start) {}
