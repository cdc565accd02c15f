package org.carewright.foundation.patients;

/** US Core birth sex: what was recorded at birth. */
public enum BirthSex {
    FEMALE,
    MALE,
    OTHER,
    UNKNOWN
}
