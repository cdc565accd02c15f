package org.carewright.care.outreach;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.carewright.platform.secrets.ApplicationSecret;

/** A message's id with a signature, as it stands in a link: whoever has only the database can make none. */
final class LinkToken {

    private static final int ID_BYTES = 16;
    private static final int SIGNATURE_BYTES = 16;

    private LinkToken() {}

    static String of(UUID message, SecretKey key) {
        var id = bytes(message);
        var token = ByteBuffer.allocate(ID_BYTES + SIGNATURE_BYTES).put(id).put(signature(id, key));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /** The message, unless a letter of the token is another. */
    static Optional<UUID> read(String token, SecretKey key) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != ID_BYTES + SIGNATURE_BYTES) {
            return Optional.empty();
        }
        var words = ByteBuffer.wrap(bytes);
        var message = new UUID(words.getLong(), words.getLong());
        return Optional.of(message).filter(known -> isSame(token, of(known, key)));
    }

    /** As long for the first letter that differs as for the last. */
    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(ID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static byte[] signature(byte[] id, SecretKey key) {
        return Arrays.copyOf(ApplicationSecret.hmac(key, id), SIGNATURE_BYTES);
    }
}
