package org.carewright.foundation.directory;

/** A practitioner's sex, for patients who ask for one (FHIR R4 AdministrativeGender). */
public enum Sex {
    MALE,
    FEMALE,
    OTHER,
    UNKNOWN
}
