package org.carewright.foundation.patients;

import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        boolean confidential) {

    /** What tells people of one name apart, in one line. */
    public String facts() {
        return Stream.of(
                        birthDate == null ? "birth date unknown" : "born " + InWords.birthDate(birthDate),
                        "MRN " + mrn,
                        city)
                .filter(fact -> fact != null && !fact.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}
