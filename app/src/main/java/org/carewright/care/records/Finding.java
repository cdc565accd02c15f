package org.carewright.care.records;

import org.jspecify.annotations.Nullable;

/**
 * How a result compares with what is usual.
 *
 * @param interpretation HL7 ObservationInterpretation: N, H, L, HH, LL, A, AA
 * @param severity how much it asks for a look; null when it is as usual
 * @param words the value and the limit it passed: {@code 9.1 %, above 6.5}
 */
record Finding(String interpretation, @Nullable Severity severity, String words) {

    /** In order: the first is the worst. */
    enum Severity {
        CRITICAL,
        HIGH,
        MEDIUM
    }

    boolean isWorseThan(Finding other) {
        if (severity == null || other.severity == null) {
            return severity != null;
        }
        return severity.compareTo(other.severity) < 0;
    }
}
