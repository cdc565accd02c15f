package org.carewright.foundation.patients;

import java.util.List;
import java.util.Set;
import org.carewright.platform.types.Identifier;
import org.carewright.platform.types.SiteId;

/**
 * A patient as a source system tells it. Placeholders among the identifiers are left out: they name nobody.
 *
 * @param source what the source itself calls the patient (its base URL or name, and the resource id); the same source is
 *     the same person
 * @param identifiers medical record numbers and the like; one that is known here already makes it the same person
 * @param sites where the patient is known
 */
public record ImportedPatient(
        Identifier source, Demographics demographics, List<Identifier> identifiers, Set<SiteId> sites) {

    public ImportedPatient {
        identifiers = identifiers.stream()
                .filter(identifier -> !PlaceholderNumbers.isPlaceholder(identifier))
                .toList();
        sites = Set.copyOf(sites);
    }
}
