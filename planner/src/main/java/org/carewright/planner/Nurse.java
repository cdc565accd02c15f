package org.carewright.planner;

import java.util.List;

/** @param skillLevel from 0; higher is better */
public record Nurse(String id, int skillLevel, List<WorkingShift> workingShifts) {

    public Nurse {
        workingShifts = List.copyOf(workingShifts);
    }
}
