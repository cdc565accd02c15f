package org.carewright.foundation.patients;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;

/**
 * Two records that may be one person.
 *
 * @param a the one with the smaller id
 * @param dismissReason why a person said that they are two; null while nobody did
 */
record DuplicateSuspect(
        UUID id,
        PatientId a,
        PatientId b,
        double weight,
        List<String> reasons,
        Instant foundAt,
        @Nullable String dismissReason) {

    DuplicateSuspect {
        reasons = List.copyOf(reasons);
    }

    static DuplicateSuspect found(PatientId one, PatientId other, Likeness likeness, Instant at) {
        // as PostgreSQL orders uuid: by unsigned bytes, which the text keeps and UUID.compareTo does not
        var ordered = one.toString().compareTo(other.toString()) < 0;
        return new DuplicateSuspect(
                Id.fresh(),
                ordered ? one : other,
                ordered ? other : one,
                likeness.weight(),
                likeness.reasons(),
                at,
                null);
    }
}
