package org.carewright.platform.audit;

import java.util.HexFormat;

/**
 * An HMAC-SHA-256 as text.
 *
 * @param hex 64 digits, or none for what stands before the first seal
 */
record Signature(String hex) {

    static final Signature NONE = new Signature("");

    static Signature of(byte[] bytes) {
        return new Signature(HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
