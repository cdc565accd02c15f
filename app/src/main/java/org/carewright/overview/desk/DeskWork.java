package org.carewright.overview.desk;

import java.util.Map;
import org.carewright.foundation.clocks.OpenWork;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Permission;
import org.springframework.stereotype.Component;

/** Tells the page of clock rules how much is open under each. */
@Component
class DeskWork implements OpenWork {

    private final Desk desk;

    DeskWork(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Map<String, Long> openByRule(Actor actor) {
        return actor.may(Permission.SEE_DESK) ? desk.openByRule(actor) : Map.of();
    }
}
