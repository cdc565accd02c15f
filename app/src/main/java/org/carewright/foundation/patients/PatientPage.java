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
}
