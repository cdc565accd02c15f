/**
 * Reminders: each patient is told of her visit after it is booked and again at set times before it, once each, by the way she
 * wants; and confirms, cancels or moves it by the link she gets.
 *
 * <p>{@link org.carewright.care.reminders.Reminders} is the face. What is due is derived from the visits as they stand, so what
 * was moved or cancelled is not reminded of. Practitioners read their visits in their own calendar programs (RFC 5545).
 *
 * <p>Published: the views {@code reminders_loop} and {@code reminder_view}.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform.types",
            "platform.db",
            "platform.web",
            "platform.access",
            "platform.audit",
            "platform.jobs",
            "foundation.directory",
            "foundation.patients",
            "care.scheduling",
            "care.outreach",
            "care.noshows"
        })
@NullMarked
package org.carewright.care.reminders;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
