package org.carewright.planner;

import java.util.List;

/** @param availability minutes of each day; 0 = closed */
public record OperatingTheater(String id, List<Integer> availability) {

    public OperatingTheater {
        availability = List.copyOf(availability);
    }
}
