package org.carewright.platform.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.carewright.platform.db.Database;
import org.carewright.platform.db.DatabaseUnavailable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Derives one key per purpose (HKDF, RFC 5869) from the installation's secret: the environment's
 * {@code CAREWRIGHT_SECRET}, else the file {@code secret} in the data folder. Every node on one database needs the same.
 */
@Component
public class ApplicationSecret {

    private static final int SHORTEST = 32;
    private static final int KEY_BYTES = 32;

    private final byte[] secret;

    ApplicationSecret(@Value("${carewright.secret:}") String given, Database database, SecretStore store) {
        this.secret = text(given, database).getBytes(StandardCharsets.UTF_8);
        var fingerprint = hmac(key("HmacSHA256", "fingerprint"), "carewright".getBytes(StandardCharsets.UTF_8));
        if (!MessageDigest.isEqual(store.remember(fingerprint), fingerprint)) {
            throw new DatabaseUnavailable("This database was set up with another application secret;"
                    + " give that one in CAREWRIGHT_SECRET or put its file back into the data folder.");
        }
    }

    private static String text(String given, Database database) {
        var text = given.isEmpty()
                ? database.folder()
                        .map(SecretFile::read)
                        .orElseThrow(() -> new DatabaseUnavailable("With --database, set CAREWRIGHT_SECRET to a random"
                                + " text of at least " + SHORTEST + " characters, the same on every node."))
                : given;
        if (text.length() < SHORTEST) {
            throw new DatabaseUnavailable(
                    "The application secret is too short: it needs at least " + SHORTEST + " characters.");
        }
        return text;
    }

    /** A key for HMAC-SHA-256 that serves this purpose alone. */
    public SecretKey signing(String purpose) {
        return key("HmacSHA256", purpose);
    }

    /** A 256-bit AES key that serves this purpose alone. */
    public SecretKey encryption(String purpose) {
        return key("AES", purpose);
    }

    public static byte[] hmac(SecretKey key, byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private SecretKey key(String algorithm, String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret)
                                    .thenExpand(("carewright " + purpose).getBytes(StandardCharsets.UTF_8), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
