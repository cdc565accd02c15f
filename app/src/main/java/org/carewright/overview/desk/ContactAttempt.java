package org.carewright.overview.desk;

import java.util.ArrayList;
import java.util.List;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;

/** An attempt to reach the patient about a loop, as a person reports it. */
record ContactAttempt(
        LoopEntry.@Nullable Channel channel, LoopEntry.@Nullable Outcome outcome, String nextStep, String words) {

    List<Issue> issues() {
        var issues = new ArrayList<Issue>();
        if (channel == null) {
            issues.add(Issue.required("channel", "Say how you tried to reach the patient."));
        }
        if (outcome == null) {
            issues.add(Issue.required("outcome", "Say what came of it."));
        }
        return issues;
    }
}
