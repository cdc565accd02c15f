package org.carewright.care.scheduling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.Option;

/** The form that cancels a visit: {@code reason}, {@code note}, {@code rebook}, {@code whyNot}. */
public final class CancellationForm {

    private CancellationForm() {}

    /** What a person may choose from. */
    public static List<Option> reasons() {
        return choosable()
                .map(reason -> Option.of(reason.code(), reason.words()))
                .toList();
    }

    /** @throws Invalid with everything that is missing */
    public static Cancellation of(Input input) {
        var issues = new ArrayList<Issue>();
        var chosen = choosable()
                .filter(each -> each.code().equals(input.value("reason")))
                .findFirst();
        var reason = chosen.orElse(CancellationReason.OTHER);
        if (chosen.isEmpty()) {
            issues.add(Issue.required("reason", "Choose why the visit is cancelled."));
        }
        var whyNot = input.value("whyNot");
        var rebook = input.value("rebook").isEmpty() ? reason.needRemains() : input.has("rebook", "yes");
        if (!rebook && whyNot.isEmpty() && reason.needRemains()) {
            issues.add(Issue.required("whyNot", "Say why no new visit is needed."));
        }
        Invalid.throwIfAny(issues);
        return new Cancellation(
                reason, reason.by(), input.value("note"), rebook ? null : whyNot.isEmpty() ? reason.words() : whyNot);
    }

    private static Stream<CancellationReason> choosable() {
        return Arrays.stream(CancellationReason.values()).filter(reason -> reason != CancellationReason.RESCHEDULED);
    }
}
