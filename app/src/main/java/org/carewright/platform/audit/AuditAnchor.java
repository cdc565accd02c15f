package org.carewright.platform.audit;

import java.util.Optional;

/**
 * Says how far the chain of seals reaches.
 *
 * @param number the last seal's
 * @param seal the last seal's signature
 * @param signature over both
 */
record AuditAnchor(long number, Signature seal, Signature signature) {

    /** One line: {@code 17 a0b1… c2d3…}. */
    String line() {
        return number + " " + seal.hex() + " " + signature.hex();
    }

    /** Reads what {@link #line} wrote; empty if it is anything else. */
    static Optional<AuditAnchor> parse(String line) {
        var parts = line.strip().split(" ", -1);
        try {
            return parts.length == 3
                    ? Optional.of(
                            new AuditAnchor(Long.parseLong(parts[0]), new Signature(parts[1]), new Signature(parts[2])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
