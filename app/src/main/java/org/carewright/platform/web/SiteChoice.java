package org.carewright.platform.web;

import java.time.ZoneId;
import java.util.List;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.SiteId;

/** A site the actor may look at; its zone is the zone in which pages tell the time. */
public record SiteChoice(SiteId id, String name, ZoneId zone) {

    /** Names the sites of an actor; the directory contributes it as a bean. */
    public interface Provider {

        List<SiteChoice> of(Actor actor);
    }
}
