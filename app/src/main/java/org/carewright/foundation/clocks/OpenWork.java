package org.carewright.foundation.clocks;

import java.util.Map;
import org.carewright.platform.types.Actor;

/** Plug-in: how much work is open under each rule; the desk knows. */
public interface OpenWork {

    /** Open loops the actor may see, counted by the id of their rule; a rule without any may be absent. */
    Map<String, Long> openByRule(Actor actor);
}
