package org.carewright.foundation.directory;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * What differs from the weekly hours: time away, or extra time at a site.
 *
 * @param site where; null is allowed for {@link Kind#AWAY} and means everywhere
 * @param starts wall clock of the site
 * @param ends wall clock of the site, half-open
 * @param reason for those who plan, such as "leave"
 */
public record HoursException(
        UUID id,
        PractitionerId practitioner,
        @Nullable SiteId site,
        Kind kind,
        LocalDateTime starts,
        LocalDateTime ends,
        String reason) {

    public enum Kind {
        AWAY,
        EXTRA
    }

    List<Issue> issues() {
        var issues = new ArrayList<Issue>();
        if (!starts.isBefore(ends)) {
            issues.add(Issue.value("ends", "The end must come after the start."));
        }
        if (kind == Kind.EXTRA && site == null) {
            issues.add(Issue.required("site", "Choose the site of the extra hours."));
        }
        return issues;
    }
}
