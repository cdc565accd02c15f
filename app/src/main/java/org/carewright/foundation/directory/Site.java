package org.carewright.foundation.directory;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.SiteId;

/**
 * A place where patients are seen (FHIR R4 Location).
 *
 * @param timeZone IANA zone of its wall clock
 * @param address street and number
 * @param state two-letter code
 * @param active a closed site keeps its records but takes no bookings
 * @param version for detecting lost updates
 */
public record Site(
        SiteId id,
        String name,
        String timeZone,
        String address,
        String city,
        String state,
        String postalCode,
        String phone,
        boolean active,
        int version) {

    /** A new site without an address yet. */
    public static Site named(String name, ZoneId zone) {
        return new Site(SiteId.fresh(), name, zone.getId(), "", "", "", "", "", true, 0);
    }

    public ZoneId zone() {
        return ZoneId.of(timeZone);
    }

    /** Open or closed, as of the version it was read with. */
    Site with(boolean active, int version) {
        return new Site(id, name, timeZone, address, city, state, postalCode, phone, active, version);
    }

    List<Issue> issues() {
        var issues = new ArrayList<Issue>();
        Checks.text(issues, "name", name, "Give the site a name.");
        Checks.zone(issues, timeZone);
        if (!state.isEmpty() && !state.matches("[A-Z]{2}")) {
            issues.add(Issue.value("state", "Give the state as two capital letters, such as OH."));
        }
        if (!postalCode.isEmpty() && !postalCode.matches("[0-9]{5}(-[0-9]{4})?")) {
            issues.add(Issue.value("postalCode", "Give the ZIP code as 43210 or 43210-1234."));
        }
        return issues;
    }
}
