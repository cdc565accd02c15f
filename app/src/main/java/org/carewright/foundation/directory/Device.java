package org.carewright.foundation.directory;

import java.util.ArrayList;
import java.util.List;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * A device that can be booked (FHIR R4 Device).
 *
 * @param kind what a visit type may ask for: "ultrasound"
 * @param room where it stands, at the same site, or null when it moves
 * @param version for detecting lost updates
 */
public record Device(
        DeviceId id,
        SiteId site,
        String name,
        String kind,
        @Nullable RoomId room,
        boolean active,
        int version) {

    public static Device named(SiteId site, String name, String kind, @Nullable RoomId room) {
        return new Device(DeviceId.fresh(), site, name, kind, room, true, 0);
    }

    Device with(boolean active, int version) {
        return new Device(id, site, name, kind, room, active, version);
    }

    List<Issue> issues() {
        var issues = new ArrayList<Issue>();
        Checks.text(issues, "name", name, "Give the device a name.");
        Checks.text(issues, "kind", kind, "Say what kind of device it is, such as ultrasound.");
        return issues;
    }
}
