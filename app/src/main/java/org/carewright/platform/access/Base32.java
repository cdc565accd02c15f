package org.carewright.platform.access;

/** RFC 4648 base 32 without padding: how authenticator apps and people write secrets. */
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static String encode(byte[] bytes) {
        var text = new StringBuilder();
        var buffer = 0;
        var bits = 0;
        for (var octet : bytes) {
            buffer = ((buffer << Byte.SIZE) | (octet & 0xff)) & 0xffff;
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt((buffer >> bits) & 0x1f));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((buffer << (BITS - bits)) & 0x1f));
        }
        return text.toString();
    }
}
