package org.carewright.platform.fhir;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * One version of a resource, as the FHIR API serves it.
 *
 * @param type its R4 type
 * @param id its logical id
 * @param version its {@code meta.versionId}
 * @param lastUpdated its {@code meta.lastUpdated}, or null where that is not kept
 * @param patient whose record it belongs to, or null
 * @param site whose staff alone may see it, or null
 * @param json the whole resource, with id and meta
 */
public record FhirResource(
        String type,
        UUID id,
        int version,
        @Nullable Instant lastUpdated,
        @Nullable PatientId patient,
        @Nullable SiteId site,
        String json) {

    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");

    /** A moment as {@code meta.lastUpdated} and other instants write it. */
    public static String instant(Instant at) {
        return INSTANT.format(at.atOffset(ZoneOffset.UTC));
    }

    /** {@code Patient/0192…} */
    public String reference() {
        return type + "/" + id;
    }
}
