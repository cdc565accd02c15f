package org.carewright.planner;

/** What no plan may break. */
public enum Rule {
    /** H1: one gender in a room on a day; counted in guests of the fewer. */
    ROOM_GENDER_MIX("RoomGenderMix"),
    /** H2: no room that is incompatible with the patient. */
    PATIENT_ROOM_COMPATIBILITY("PatientRoomCompatibility"),
    /** H3: no surgeon beyond her time of the day; counted in minutes. */
    SURGEON_OVERTIME("SurgeonOvertime"),
    /** H4: no theatre beyond its time of the day; counted in minutes. */
    OPERATING_THEATER_OVERTIME("OperatingTheaterOvertime"),
    /** H5: each mandatory patient is admitted. */
    MANDATORY_UNSCHEDULED("MandatoryUnscheduledPatients"),
    /** H6: admission from the release day to the due day. */
    ADMISSION_DAY("AdmissionDay"),
    /** H7: no more guests in a room than beds; counted in guests. */
    ROOM_CAPACITY("RoomCapacity"),
    /** A nurse covers rooms only in shifts in which she works. */
    NURSE_PRESENCE("NursePresence"),
    /** A room with guests has a nurse in each shift. */
    UNCOVERED_ROOM("UncoveredRoom"),
    /** A room has one nurse in a shift, not two; not counted by the competition's validator. */
    DOUBLY_COVERED_ROOM("DoublyCoveredRoom");

    private final String code;

    Rule(String code) {
        this.code = code;
    }

    /** The name that the competition gives it. */
    public String code() {
        return code;
    }
}
