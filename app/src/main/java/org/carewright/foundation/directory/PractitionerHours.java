package org.carewright.foundation.directory;

import java.util.UUID;
import org.carewright.platform.types.SiteId;

/** A weekly stretch of time in which a practitioner sees patients at a site, in the site's wall clock. */
public record PractitionerHours(
        UUID id, PractitionerId practitioner, SiteId site, OpenHours hours, Validity validity) {}
