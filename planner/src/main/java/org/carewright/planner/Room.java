package org.carewright.planner;

import java.util.List;

/** @param beds of each day; 0 = closed */
public record Room(String id, List<Integer> beds) {

    public Room {
        beds = List.copyOf(beds);
    }
}
