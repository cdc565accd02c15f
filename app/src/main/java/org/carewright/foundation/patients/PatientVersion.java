package org.carewright.foundation.patients;

import java.time.Instant;

/**
 * A patient as she stood after a change.
 *
 * @param act what was done: {@code register}, {@code update}, {@code import}, {@code merge}, {@code undo-merge},
 *     {@code site}
 * @param by the name of who did it
 */
record PatientVersion(Patient patient, String act, Instant at, String by) {

    PatientVersion withholdingReason() {
        return new PatientVersion(patient.withholdingReason(), act, at, by);
    }
}
