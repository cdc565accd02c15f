package org.carewright.platform.privacy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.carewright.platform.types.PatientId;

/**
 * What is asked of the trail.
 *
 * @param user part of a name, or empty
 * @param act exactly, or empty
 * @param from first moment
 * @param to first moment after
 * @param before the row after which the page continues into the past
 */
record TrailQuery(
        String user, Optional<PatientId> patient, String act, Instant from, Instant to, Optional<Position> before) {

    /** Where a row stands in the trail: {@code 2026-11-16T14:00:00.123456Z_0190…}. */
    record Position(Instant at, UUID id) {

        @Override
        public String toString() {
            return at + "_" + id;
        }

        static Optional<Position> parse(String text) {
            var parts = text.split("_", -1);
            try {
                return parts.length == 2
                        ? Optional.of(new Position(Instant.parse(parts[0]), UUID.fromString(parts[1])))
                        : Optional.empty();
            } catch (DateTimeException | IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
