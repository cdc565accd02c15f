package org.carewright.foundation.patients;

import java.util.List;
import org.carewright.platform.types.PatientId;

/** What became of a registration. */
public sealed interface RegistrationOutcome {

    record Registered(PatientId id) implements RegistrationOutcome {}

    /** Nothing was written: these records may be the same person. */
    record LikelyDuplicates(List<LikelyDuplicate> candidates) implements RegistrationOutcome {}
}
