package org.carewright.foundation.directory;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.carewright.platform.types.Issue;

/** The checks that several records of the directory share. */
final class Checks {

    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private Checks() {}

    static void text(List<Issue> issues, String path, String value, String cure) {
        if (value.isBlank()) {
            issues.add(Issue.required(path, cure));
        }
    }

    static void npi(List<Issue> issues, String npi) {
        if (!npi.isEmpty() && !Npi.isValid(npi)) {
            issues.add(Issue.value("npi", "An NPI has ten digits and a check digit; compare it with the NPPES entry."));
        }
    }

    /** The database takes regions only: abbreviations such as EST know no daylight saving. */
    static void zone(List<Issue> issues, String zone) {
        if (!ZONES.contains(zone) || !(zone.contains("/") || zone.equals("UTC"))) {
            issues.add(Issue.value("timeZone", "Choose a time zone such as America/New_York."));
        }
    }

    static void within(List<Issue> issues, String path, int value, int least, int most, String what) {
        if (value < least || value > most) {
            issues.add(Issue.value(path, what + " must be a number from " + least + " to " + most + "."));
        }
    }

    static void validity(List<Issue> issues, Validity validity) {
        if (validity.until() != null && !validity.from().isBefore(validity.until())) {
            issues.add(Issue.value("until", "The last day cannot be before the first."));
        }
    }

    static void ordered(List<Issue> issues, OpenHours hours) {
        if (!hours.from().isBefore(hours.until())) {
            issues.add(Issue.value("hours", "The end must come after the start."));
        }
    }
}
