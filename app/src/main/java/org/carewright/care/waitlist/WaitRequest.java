package org.carewright.care.waitlist;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.scheduling.Wishes;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * A wish for a visit, or for an earlier one.
 *
 * @param visit the one the patient has, and gives up for an earlier one; null if she has none
 * @param earliest first day that suits, by the site's clock
 * @param latest last day that suits
 */
record WaitRequest(
        UUID id,
        PatientId patient,
        SiteId site,
        VisitTypeId visitType,
        Priority priority,
        @Nullable AppointmentId visit,
        LocalDate earliest,
        LocalDate latest,
        Wishes wishes,
        String note) {

    /** As far ahead as anybody plans. */
    private static final int LONGEST_WAIT_DAYS = 400;

    List<Issue> issues(LocalDate today) {
        var issues = new ArrayList<Issue>();
        if (latest.isBefore(today)) {
            issues.add(Issue.value("latest", "This day is over: give a later one."));
        }
        if (latest.isBefore(earliest)) {
            issues.add(Issue.value("latest", "The last day must not be before the first."));
        }
        if (latest.isAfter(today.plusDays(LONGEST_WAIT_DAYS))) {
            issues.add(Issue.value("latest", "Give a day within the next " + LONGEST_WAIT_DAYS + " days."));
        }
        return issues;
    }
}
