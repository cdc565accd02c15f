package org.carewright.foundation.patients;

import java.util.List;

/**
 * A page of a list of patients.
 *
 * @param more whether another page follows
 */
public record PatientPage(List<PatientSummary> patients, boolean more) {

    public PatientPage {
        patients = List.copyOf(patients);
    }

    /** @param found from the offset on, one more than the limit if there are more */
    static PatientPage of(List<PatientSummary> found, int limit) {
        return new PatientPage(found.stream().limit(limit).toList(), found.size() > limit);
    }
}
