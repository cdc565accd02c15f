package org.carewright.foundation.directory;

import java.util.List;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;

/** Plug-in: outer modules tell what depends on an entry of the directory, shown before it is deactivated. */
public interface DirectoryUse {

    /**
     * What would be left without it, from now on.
     *
     * @param entry a {@code SiteId}, {@code PractitionerId}, {@code RoomId}, {@code DeviceId} or {@code VisitTypeId}
     */
    List<Use> of(Id entry, Actor actor);

    /**
     * @param count how many, at least one
     * @param what in words that follow the number: "booked visits"
     * @param path the page that lists them, or empty
     */
    record Use(long count, String what, String path) {}
}
