package org.carewright.foundation.patients;

import java.util.List;
import java.util.Set;
import org.carewright.platform.types.Identifier;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A patient as a source system tells it. Placeholders among the identifiers are left out: they name nobody.
 *
 * @param source what the source itself calls the patient (its base URL or name, and the resource id); the same source is
 *     the same person
 * @param identifiers medical record numbers and the like; one that is known here already makes it the same person
 * @param sites where the patient is known
 * @param resource the whole Patient in FHIR, or null when the source speaks otherwise
 */
public record ImportedPatient(
        Identifier source,
        Demographics demographics,
        List<Identifier> identifiers,
        Set<SiteId> sites,
        @Nullable ObjectNode resource) {

    public ImportedPatient {
        identifiers = identifiers.stream()
                .filter(identifier -> !PlaceholderNumbers.isPlaceholder(identifier))
                .distinct()
                .toList();
        sites = Set.copyOf(sites);
    }

    public ImportedPatient(
            Identifier source, Demographics demographics, List<Identifier> identifiers, Set<SiteId> sites) {
        this(source, demographics, identifiers, sites, null);
    }
}
