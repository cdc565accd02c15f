package org.carewright.foundation.patients;

import java.time.Instant;
import java.util.UUID;
import org.carewright.platform.types.PatientId;

/**
 * Two records that were made one.
 *
 * @param versionBefore of the surviving record
 * @param versionAfter of the surviving record
 */
record Merge(
        UUID id,
        PatientId from,
        PatientId into,
        Instant at,
        String reason,
        int versionBefore,
        int versionAfter,
        boolean isUndone) {}
