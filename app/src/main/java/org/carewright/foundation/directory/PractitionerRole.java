package org.carewright.foundation.directory;

import java.util.UUID;
import org.carewright.platform.types.Coding;
import org.carewright.platform.types.SiteId;

/**
 * What a practitioner does at a site, and when (FHIR R4 PractitionerRole).
 *
 * @param specialty from the NUCC Health Care Provider Taxonomy; see {@link Specialty}
 */
public record PractitionerRole(
        UUID id, PractitionerId practitioner, SiteId site, Coding specialty, Validity validity) {}
