package org.carewright.overview.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/** A task as a person writes it. */
public record Task(
        @Nullable SiteId site,
        @Nullable PatientId patient,
        String title,
        String details,
        Severity severity,
        @Nullable Instant dueAt) {

    static final int LONGEST_TITLE = 120;

    public Task {
        title = title.strip();
        details = details.strip();
    }

    List<Issue> issues(Instant now) {
        var issues = new ArrayList<Issue>();
        if (title.isEmpty()) {
            issues.add(Issue.required("title", "Say in a few words what is to be done."));
        }
        if (title.length() > LONGEST_TITLE) {
            issues.add(
                    Issue.value("title", "Keep it under " + LONGEST_TITLE + " letters; the rest fits into details."));
        }
        if (site == null && patient == null) {
            issues.add(Issue.required("site", "Choose a site, or the patient it is about."));
        }
        if (dueAt != null && dueAt.isBefore(now)) {
            issues.add(Issue.value("due", "Choose a day that is still to come."));
        }
        return issues;
    }
}
