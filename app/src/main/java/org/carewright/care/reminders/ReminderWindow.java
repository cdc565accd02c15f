package org.carewright.care.reminders;

import java.util.ArrayList;
import java.util.List;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;

/**
 * When patients are told of their visits.
 *
 * @param hours before the visit; null for what is told when it is booked or called off
 */
record ReminderWindow(String id, Kind kind, @Nullable Integer hours, boolean active, int version) {

    private static final int LONGEST = 2160;

    enum Kind {
        BOOKED,
        BEFORE,
        CANCELLED
    }

    /** "2 days before", "Right after booking" */
    String words() {
        if (hours == null) {
            return kind == Kind.BOOKED ? "Right after booking" : "When the clinic calls it off";
        }
        return hours % 24 == 0 ? count(hours / 24, "day") + " before" : count(hours, "hour") + " before";
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    List<Issue> issues() {
        var issues = new ArrayList<Issue>();
        if (hours != null && (hours < 1 || hours > LONGEST)) {
            issues.add(Issue.value("hours", "Give a number of hours from 1 to " + LONGEST + ", which is 90 days."));
        }
        return issues;
    }
}
