package org.carewright.foundation.patients;

/** FHIR R4 AdministrativeGender: as it stands in the administration's papers; the sex at birth is kept apart. */
public enum AdministrativeGender {
    FEMALE,
    MALE,
    OTHER,
    UNKNOWN
}
