package org.carewright.platform.access;

import java.util.SequencedMap;
import org.carewright.platform.types.SiteId;

/** Plug-in: what the sites are called that accounts can be given. The directory implements it. */
public interface SiteNames {

    /** All active sites in the order in which people expect them. */
    SequencedMap<SiteId, String> siteNames();
}
