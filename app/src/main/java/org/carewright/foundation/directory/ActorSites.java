package org.carewright.foundation.directory;

import java.util.List;
import org.carewright.platform.types.Actor;
import org.carewright.platform.web.SiteChoice;
import org.springframework.stereotype.Component;

/** The sites a person can choose between in the top bar: the open ones among her own. */
@Component
class ActorSites implements SiteChoice.Provider {

    private final Directory directory;

    ActorSites(Directory directory) {
        this.directory = directory;
    }

    @Override
    public List<SiteChoice> of(Actor actor) {
        return directory.sites().stream()
                .filter(site -> site.active() && actor.sites().contains(site.id()))
                .map(site -> new SiteChoice(site.id(), site.name(), site.zone()))
                .toList();
    }
}
