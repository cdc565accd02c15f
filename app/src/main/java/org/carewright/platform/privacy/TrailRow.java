package org.carewright.platform.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carewright.platform.types.PatientId;

/** A row of the audit trail, as the pages show it. */
record TrailRow(
        UUID id,
        Instant recordedAt,
        String userName,
        String act,
        String kind,
        List<PatientId> patients,
        String route,
        String purpose,
        String address,
        Map<String, String> detail) {}
