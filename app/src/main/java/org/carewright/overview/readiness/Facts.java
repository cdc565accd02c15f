package org.carewright.overview.readiness;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;

/**
 * What the record says of a visit, as far as it tells whether the visit can take place.
 *
 * @param status FHIR R4 AppointmentStatus
 * @param siteClosed whether the site is closed that day
 * @param away whether the practitioner is away during the visit
 * @param language code (BCP 47) of the patient's language, or null
 * @param spoken languages of the practitioner
 * @param another start of another visit of the patient that day, or null
 * @param open titles of what is open about the patient and due before the visit, that the actor may see
 */
record Facts(
        UUID visit,
        PatientId patient,
        String name,
        String mrn,
        @Nullable LocalDate birthDate,
        String visitType,
        @Nullable String practitioner,
        @Nullable String room,
        Instant start,
        LocalDate day,
        String status,
        boolean confirmed,
        @Nullable String overrideReason,
        boolean siteClosed,
        boolean away,
        boolean byPhone,
        boolean byEmail,
        boolean addressed,
        boolean represented,
        boolean interpreterNeeded,
        @Nullable String language,
        List<String> spoken,
        @Nullable Instant another,
        List<String> open) {}
