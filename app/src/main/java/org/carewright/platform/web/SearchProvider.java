package org.carewright.platform.web;

import java.util.List;
import org.carewright.platform.types.Actor;

/** A group of answers in the search of Ctrl K; a module contributes one as a bean. */
public interface SearchProvider {

    /** The group's title, "Patients". */
    String group();

    /** Place among the groups, smaller first. */
    int order();

    /**
     * What this actor may see of what was asked for, best first; empty without permission. It authorises and audits
     * like any other use case.
     *
     * @param q not blank
     */
    List<Hit> find(String q, Actor actor, int limit);
}
