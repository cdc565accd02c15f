package org.carewright.foundation.patients;

import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;

/** A patient as a list shows her. */
public record PatientSummary(
        PatientId id,
        String mrn,
        HumanName name,
        @Nullable BirthDate birthDate,
        AdministrativeGender gender,
        @Nullable String phone,
        @Nullable String city,
        boolean deceased,
        boolean confidential) {}
