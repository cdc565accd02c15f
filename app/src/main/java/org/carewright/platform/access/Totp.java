package org.carewright.platform.access;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time passwords (RFC 6238, over RFC 4226): six digits, 30 seconds, HMAC-SHA-1 as every app knows it. */
final class Totp {

    static final int SECRET_BYTES = 20;

    private static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    /** One step before and after, for clocks that differ and people who type slowly (RFC 6238, section 5.2). */
    private static final int TOLERANCE = 1;

    private Totp() {}

    /**
     * The time step that the code belongs to, if it is right now and was not used before.
     *
     * @param lastUsed the step of the last code that was taken; it and all before are refused
     */
    static OptionalLong match(byte[] secret, String code, Instant now, long lastUsed) {
        var step = now.getEpochSecond() / STEP_SECONDS;
        return LongStream.rangeClosed(step - TOLERANCE, step + TOLERANCE)
                .filter(candidate ->
                        candidate > lastUsed && code(secret, candidate).equals(code))
                .findFirst();
    }

    static String code(byte[] secret, Instant now) {
        return code(secret, now.getEpochSecond() / STEP_SECONDS);
    }

    private static String code(byte[] secret, long step) {
        var hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        var offset = hash[hash.length - 1] & 0xf;
        var number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
        return "%06d".formatted(number % MODULUS);
    }

    private static byte[] hmac(byte[] secret, byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
