package org.carewright.care.scheduling;

import org.jspecify.annotations.Nullable;

/**
 * The decision to cancel a visit.
 *
 * @param by who wished it
 * @param noRebookBecause why no new visit is needed; null leaves the visit to be re-booked, as an open loop
 */
public record Cancellation(
        CancellationReason reason,
        CancellationReason.By by,
        String note,
        @Nullable String noRebookBecause) {

    public Cancellation {
        if (reason == CancellationReason.RESCHEDULED) {
            throw new IllegalArgumentException("a visit is moved by rescheduling it");
        }
        note = note.strip();
        noRebookBecause = noRebookBecause == null || noRebookBecause.isBlank() ? null : noRebookBecause.strip();
    }
}
