package org.carewright.foundation.clocks;

import java.util.ArrayList;
import java.util.List;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * A deadline: what starts it, what stops it, where it comes from.
 *
 * @param id words joined by hyphens, by which views and code name it
 * @param pauses the reasons for which it may be paused
 * @param scope whom it is about
 * @param source who says so
 * @param legalBasis the paragraph, or empty
 * @param secondary rests on a secondary source and is still to be checked
 * @param shipped came with Carewright: it can be tightened, not changed
 * @param optional may be switched off; a shipped rule in force may not
 * @param site whose own rule it is, or null when it holds everywhere
 * @param limits in the order in which they are reached
 * @param version for detecting lost updates
 */
public record ClockRule(
        String id,
        String title,
        String startsWith,
        String stopsWith,
        List<String> pauses,
        String scope,
        String source,
        String legalBasis,
        boolean secondary,
        boolean shipped,
        boolean optional,
        boolean enabled,
        @Nullable SiteId site,
        List<ClockLimit> limits,
        int version) {

    private static final int LONGEST_ID = 60;

    public ClockRule {
        pauses = List.copyOf(pauses);
        limits = List.copyOf(limits);
    }

    /** A rule of our own, for one site or for all. */
    public static ClockRule own(
            String id, String title, String startsWith, String stopsWith, @Nullable SiteId site, ClockLimit limit) {
        return new ClockRule(
                id,
                title,
                startsWith,
                stopsWith,
                List.of(),
                "All",
                "House rule",
                "",
                false,
                false,
                true,
                true,
                site,
                List.of(limit),
                0);
    }

    List<Issue> issues() {
        var issues = new ArrayList<Issue>();
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*") || id.length() > LONGEST_ID) {
            issues.add(Issue.value(
                    "id", "Name it in small letters and hyphens, " + LONGEST_ID + " at most, such as intake-call."));
        }
        required(issues, "title", title, "Give the rule a title.");
        required(issues, "startsWith", startsWith, "Say what starts the clock.");
        required(issues, "stopsWith", stopsWith, "Say what stops the clock.");
        required(issues, "source", source, "Say where the rule comes from.");
        for (var limit : limits) {
            if (limit.amount() < 1 || limit.amount() > 10_000) {
                issues.add(Issue.value("amount", "The limit must be a number from 1 to 10000."));
            }
        }
        return issues;
    }

    private static void required(List<Issue> issues, String path, String value, String cure) {
        if (value.isBlank()) issues.add(Issue.required(path, cure));
    }
}
