package org.carewright.platform.types;

/** What can be allowed, named by the act. {@link Role} says who may. */
public enum Permission {
    SEE_DESK,
    WORK_DESK,
    SEARCH_PATIENTS,
    SEE_PATIENT,
    REGISTER_PATIENT,
    EDIT_PATIENT,
    MERGE_PATIENTS,
    SEE_CHART,
    WRITE_CHART,
    REVIEW_RESULT,
    IMPORT_RECORDS,
    SEE_SCHEDULE,
    BOOK,
    OVERRIDE_BOOKING,
    RECORD_ARRIVAL,
    SEE_DIRECTORY,
    MANAGE_DIRECTORY,
    SEE_RISK_MODEL,
    TRAIN_RISK_MODEL,
    SEE_CLOCKS,
    MANAGE_CLOCKS,
    BREAK_GLASS,
    REVIEW_BREAK_GLASS,
    SEE_WHO_LOOKED,
    SEE_AUDIT,
    MANAGE_USERS;

    /** Whether breaking the glass opens it: seeing the record and deciding on a result, never making it one's own. */
    public boolean isOpenInEmergency() {
        return switch (this) {
            case SEE_PATIENT, SEE_CHART, REVIEW_RESULT, SEE_SCHEDULE, SEE_DESK -> true;
            default -> false;
        };
    }

    /** Whether the act shows what is in the chart, as opposed to who the patient is and when she comes. */
    public boolean isClinical() {
        return this == SEE_CHART || this == WRITE_CHART || this == REVIEW_RESULT;
    }
}
