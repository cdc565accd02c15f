package org.carewright.platform.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * A link of the chain over the trail: which rows were there, in which order.
 *
 * @param number counts from 1 without a gap
 * @param firstAt earliest {@code recorded_at} among its rows
 * @param lastAt latest; seals may overlap, because a row is sealed when it is committed, not when it was begun
 * @param events its rows by (recorded_at, id)
 * @param signature over all this, the rows' signatures, and the signature of the seal before
 */
record AuditSeal(
        long number, Instant sealedAt, Instant firstAt, Instant lastAt, List<UUID> events, Signature signature) {

    AuditSeal {
        sealedAt = sealedAt.truncatedTo(ChronoUnit.MICROS);
    }
}
