package org.carewright.planner;

/** The wishes, each of which costs its weight for each unit in which it is not kept. */
public enum Part {
    /** S1: for each room and day, how far the oldest and the youngest age group in it are apart. */
    ROOM_MIXED_AGE("Mixed ages in rooms"),
    /** S2: for each guest and shift, how many levels the nurse's skill is below what the guest needs. */
    ROOM_NURSE_SKILL("Nurses below the skill needed"),
    /** S3: for each guest, how many nurses she meets. */
    CONTINUITY_OF_CARE("Nurses met by each guest"),
    /** S4: for each nurse and shift, the workload above her load. */
    NURSE_EXCESSIVE_WORKLOAD("Nurses overloaded"),
    /** S5: each theatre and day on which it is used. */
    OPEN_OPERATING_THEATER("Theatres opened"),
    /** S6: for each surgeon and day, the theatres beyond the first. */
    SURGEON_TRANSFER("Surgeons changing theatres"),
    /** S7: for each patient, the days from her release to her admission. */
    PATIENT_DELAY("Days of waiting"),
    /** S8: each patient who could be admitted and is not. */
    UNSCHEDULED_OPTIONAL("Optional patients left out");

    private final String title;

    Part(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public int weight(Weights weights) {
        return switch (this) {
            case ROOM_MIXED_AGE -> weights.roomMixedAge();
            case ROOM_NURSE_SKILL -> weights.roomNurseSkill();
            case CONTINUITY_OF_CARE -> weights.continuityOfCare();
            case NURSE_EXCESSIVE_WORKLOAD -> weights.nurseExcessiveWorkload();
            case OPEN_OPERATING_THEATER -> weights.openOperatingTheater();
            case SURGEON_TRANSFER -> weights.surgeonTransfer();
            case PATIENT_DELAY -> weights.patientDelay();
            case UNSCHEDULED_OPTIONAL -> weights.unscheduledOptional();
        };
    }
}
