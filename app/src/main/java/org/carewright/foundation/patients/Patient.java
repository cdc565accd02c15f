package org.carewright.foundation.patients;

import java.util.List;
import java.util.Set;
import org.carewright.platform.types.Identifier;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * A patient as the record stands now.
 *
 * @param mrn the number this clinic gave
 * @param identifiers all of them, the clinic's own included
 * @param sites which know the patient
 * @param mergedInto the record that took this one's place, or null
 * @param version to be handed back with a change
 */
public record Patient(
        PatientId id,
        String mrn,
        Demographics demographics,
        List<Identifier> identifiers,
        Set<SiteId> sites,
        @Nullable PatientId mergedInto,
        int version) {

    public Patient {
        identifiers = List.copyOf(identifiers);
        sites = Set.copyOf(sites);
    }

    Patient with(Demographics changed) {
        return new Patient(id, mrn, changed, identifiers, sites, mergedInto, version);
    }

    Patient withholdingReason() {
        return with(demographics.withholdingReason());
    }

    Patient with(List<Identifier> changed) {
        return new Patient(id, mrn, demographics, changed, sites, mergedInto, version);
    }

    Patient with(Set<SiteId> changed) {
        return new Patient(id, mrn, demographics, identifiers, changed, mergedInto, version);
    }

    Patient mergedInto(@Nullable PatientId changed) {
        return new Patient(id, mrn, demographics, identifiers, sites, changed, version);
    }
}
