package org.carewright.planner;

/** What one unit of each wish that is not kept costs. */
public record Weights(
        int roomMixedAge,
        int roomNurseSkill,
        int continuityOfCare,
        int nurseExcessiveWorkload,
        int openOperatingTheater,
        int surgeonTransfer,
        int patientDelay,
        int unscheduledOptional) {}
