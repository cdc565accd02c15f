package org.carewright.platform.access;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;

/** Plug-in: tells who cares for a patient, and what the patient is called. The patients module implements it. */
public interface PatientScope {

    /**
     * What decides whether an actor may see a record.
     *
     * @param sites those that know the patient
     * @param confidential whether the chart is only for those who treat the patient
     */
    record Scope(Set<SiteId> sites, boolean confidential) {

        public Scope {
            sites = Set.copyOf(sites);
        }
    }

    /** Asked for each access to a record, so one cheap query; empty if there is no such patient. */
    Optional<Scope> findScope(PatientId patient);

    /** The one patient with this medical record number. */
    Optional<PatientId> findByMrn(String mrn);

    /** The one patient with this name and birth date, spelled just so; empty if there are several. */
    Optional<PatientId> findByName(String family, String given, LocalDate born);

    /** Full names, for the pages of those who oversee access. */
    Map<PatientId, String> names(Collection<PatientId> patients);
}
