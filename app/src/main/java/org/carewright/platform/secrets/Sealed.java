package org.carewright.platform.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Encryption at rest with AES-GCM. What is sealed for one owner does not open for another. */
public final class Sealed {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private Sealed() {}

    /** @param owner whom it belongs to, for example a row's id */
    public static byte[] seal(SecretKey key, String owner, byte[] content) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        var sealed = run(Cipher.ENCRYPT_MODE, key, owner, nonce, content);
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalStateException if the key or the owner is another, or a byte was changed */
    public static byte[] open(SecretKey key, String owner, byte[] sealed) {
        var buffer = ByteBuffer.wrap(sealed);
        var nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        var content = new byte[buffer.remaining()];
        buffer.get(content);
        return run(Cipher.DECRYPT_MODE, key, owner, nonce, content);
    }

    private static byte[] run(int mode, SecretKey key, String owner, byte[] nonce, byte[] content) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what is sealed for " + owner + " does not open", e);
        }
    }
}
