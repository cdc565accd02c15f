package org.carewright.planner;

import java.util.List;

/** @param maxSurgeryTime minutes of each day; 0 = absent */
public record Surgeon(String id, List<Integer> maxSurgeryTime) {

    public Surgeon {
        maxSurgeryTime = List.copyOf(maxSurgeryTime);
    }
}
