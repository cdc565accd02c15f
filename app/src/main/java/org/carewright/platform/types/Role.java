package org.carewright.platform.types;

import static org.carewright.platform.types.Permission.*;

import java.util.EnumSet;
import java.util.Set;

/** The roles of a clinic's staff, of other systems and of patients, and the acts each may do; this table is the whole of role-based access. */
public enum Role {
    COORDINATOR(
            SEE_DESK,
            WORK_DESK,
            SEARCH_PATIENTS,
            SEE_PATIENT,
            REGISTER_PATIENT,
            EDIT_PATIENT,
            MERGE_PATIENTS,
            SEE_CHART,
            SEE_SCHEDULE,
            BOOK,
            OVERRIDE_BOOKING,
            RECORD_ARRIVAL,
            SEE_DIRECTORY,
            SEE_RISK_MODEL,
            SEE_CLOCKS,
            BREAK_GLASS,
            SEE_WHO_LOOKED),
    FRONT_DESK(
            SEE_DESK,
            WORK_DESK,
            SEARCH_PATIENTS,
            SEE_PATIENT,
            REGISTER_PATIENT,
            EDIT_PATIENT,
            SEE_SCHEDULE,
            BOOK,
            RECORD_ARRIVAL,
            SEE_DIRECTORY),
    NURSE(
            SEE_DESK,
            WORK_DESK,
            SEARCH_PATIENTS,
            SEE_PATIENT,
            EDIT_PATIENT,
            SEE_CHART,
            REVIEW_RESULT,
            SEE_SCHEDULE,
            BOOK,
            RECORD_ARRIVAL,
            SEE_DIRECTORY,
            SEE_CLOCKS,
            BREAK_GLASS),
    CLINICIAN(
            SEE_DESK,
            WORK_DESK,
            SEARCH_PATIENTS,
            SEE_PATIENT,
            SEE_CHART,
            REVIEW_RESULT,
            SEE_SCHEDULE,
            BOOK,
            OVERRIDE_BOOKING,
            SEE_DIRECTORY,
            SEE_CLOCKS,
            BREAK_GLASS),
    BILLER(SEE_DESK, WORK_DESK, SEARCH_PATIENTS, SEE_PATIENT, SEE_SCHEDULE, SEE_DIRECTORY),
    MANAGER(
            SEE_DESK,
            WORK_DESK,
            SEARCH_PATIENTS,
            SEE_PATIENT,
            SEE_SCHEDULE,
            OVERRIDE_BOOKING,
            SEE_DIRECTORY,
            MANAGE_DIRECTORY,
            SEE_RISK_MODEL,
            TRAIN_RISK_MODEL,
            SEE_CLOCKS,
            MANAGE_CLOCKS,
            REVIEW_BREAK_GLASS,
            SEE_WHO_LOOKED,
            SEE_AUDIT),
    ADMINISTRATOR(
            IMPORT_RECORDS,
            SEE_DIRECTORY,
            MANAGE_DIRECTORY,
            SEE_RISK_MODEL,
            TRAIN_RISK_MODEL,
            SEE_CLOCKS,
            MANAGE_CLOCKS,
            SEE_AUDIT,
            MANAGE_USERS),
    /** Another system, let in by a token whose scopes narrow this down. */
    INTEGRATION(
            SEARCH_PATIENTS,
            SEE_PATIENT,
            REGISTER_PATIENT,
            EDIT_PATIENT,
            SEE_CHART,
            WRITE_CHART,
            SEE_SCHEDULE,
            BOOK,
            RECORD_ARRIVAL,
            SEE_DIRECTORY),
    /** The same, for those who treat: an EHR that mirrors every chart, the confidential ones too. */
    TREATING_INTEGRATION(
            SEARCH_PATIENTS,
            SEE_PATIENT,
            REGISTER_PATIENT,
            EDIT_PATIENT,
            SEE_CHART,
            WRITE_CHART,
            SEE_SCHEDULE,
            BOOK,
            RECORD_ARRIVAL,
            SEE_DIRECTORY),
    /** A patient who follows a link that was sent to her; reaches what is hers alone. */
    PATIENT(SEE_SCHEDULE, BOOK);

    @SuppressWarnings("ImmutableEnumChecker") // never handed out nor changed
    private final Set<Permission> permissions;

    Role(Permission first, Permission... rest) {
        this.permissions = EnumSet.of(first, rest);
    }

    /** Whether people of this role treat patients themselves, and may see what is confidential. */
    public boolean treats() {
        return this == NURSE || this == CLINICIAN || this == TREATING_INTEGRATION;
    }

    /** Whether people who work here have it, as opposed to other systems and to patients. */
    public boolean isStaff() {
        return this != INTEGRATION && this != TREATING_INTEGRATION && this != PATIENT;
    }

    public boolean allows(Permission permission) {
        return permissions.contains(permission);
    }
}
