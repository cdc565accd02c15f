package org.carewright.care.scheduling;

import java.util.Map;
import org.carewright.openings.Horizon;
import org.carewright.openings.TimeSet;
import org.carewright.platform.types.SiteId;

/**
 * When a visit could start.
 *
 * @param free the starts at each site that was asked, as slots of the horizon
 */
public record FreeStarts(Horizon horizon, Map<SiteId, TimeSet> free) {

    public FreeStarts {
        free = Map.copyOf(free);
    }
}
