package org.carewright.foundation.directory;

import java.util.ArrayList;
import java.util.List;
import org.carewright.platform.types.Issue;

/**
 * The organization that runs the sites; there is one.
 *
 * @param name as on letters
 * @param npi its National Provider Identifier, or empty
 * @param timeZone IANA zone for what belongs to no site
 * @param version for detecting lost updates
 */
public record Organization(String name, String npi, String timeZone, int version) {

    List<Issue> issues() {
        var issues = new ArrayList<Issue>();
        Checks.text(issues, "name", name, "Give the organization's name.");
        Checks.npi(issues, npi);
        Checks.zone(issues, timeZone);
        return issues;
    }
}
