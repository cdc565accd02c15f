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

    /** @param found a page, and one more if there are more */
    static PatientPage of(List<PatientSummary> found) {
        return new PatientPage(
                found.stream().limit(PatientQuery.PAGE_SIZE).toList(), found.size() > PatientQuery.PAGE_SIZE);
    }
}
