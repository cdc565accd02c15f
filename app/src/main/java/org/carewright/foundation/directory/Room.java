package org.carewright.foundation.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.SiteId;

/**
 * A room that can be booked.
 *
 * @param features what a visit type may ask for: "exam table", "wheelchair access"…
 * @param version for detecting lost updates
 */
public record Room(RoomId id, SiteId site, String name, Set<String> features, boolean active, int version) {

    public Room {
        features = Set.copyOf(features);
    }

    public static Room named(SiteId site, String name, String... features) {
        return new Room(RoomId.fresh(), site, name, Set.of(features), true, 0);
    }

    Room with(boolean active, int version) {
        return new Room(id, site, name, features, active, version);
    }

    List<Issue> issues() {
        var issues = new ArrayList<Issue>();
        Checks.text(issues, "name", name, "Give the room a name.");
        return issues;
    }
}
