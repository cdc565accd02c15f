package org.carewright.platform.access;

import java.util.Map;
import java.util.SequencedMap;
import org.carewright.platform.cli.CommandFailed;
import org.carewright.platform.types.SiteId;

/** Plug-in: what the sites are called that accounts can be given. The directory implements it. */
public interface SiteNames {

    /** All active sites in the order in which people expect them. */
    SequencedMap<SiteId, String> siteNames();

    /**
     * The active site of this name, as somebody typed it on the command line.
     *
     * @throws CommandFailed if there is none, naming those there are
     */
    default SiteId getByName(String name) {
        return siteNames().entrySet().stream()
                .filter(site -> site.getValue().equalsIgnoreCase(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new CommandFailed("There is no site " + name + "; there are "
                        + String.join(", ", siteNames().values()) + "."));
    }
}
