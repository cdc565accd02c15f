package org.carewright.platform.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import javax.crypto.SecretKey;
import org.carewright.platform.secrets.ApplicationSecret;
import org.springframework.stereotype.Component;

/** Signs rows, seals and the anchor with keys that are not in the database. */
@Component
class AuditSigner {

    private final SecretKey rows;
    private final SecretKey seals;
    private final SecretKey anchors;

    AuditSigner(ApplicationSecret secret) {
        this.rows = secret.signing("audit row");
        this.seals = secret.signing("audit seal");
        this.anchors = secret.signing("audit anchor");
    }

    Signature sign(AuditEvent event) {
        return Signature.of(ApplicationSecret.hmac(rows, event.bytes()));
    }

    boolean isGenuine(SignedEvent row) {
        return sign(row.event()).equals(row.signature());
    }

    /** The next seal over these rows, which are in their order. */
    AuditSeal seal(long number, Instant now, Signature before, List<SignedEvent> rows) {
        var unsigned = new AuditSeal(
                number,
                now,
                rows.getFirst().event().recordedAt(),
                rows.getLast().event().recordedAt(),
                rows.stream().map(row -> row.event().id()).toList(),
                Signature.NONE);
        return new AuditSeal(
                number,
                unsigned.sealedAt(),
                unsigned.firstAt(),
                unsigned.lastAt(),
                unsigned.events(),
                sign(unsigned, before, rows));
    }

    /** @param rows the seal's rows in its order */
    boolean isGenuine(AuditSeal seal, Signature before, List<SignedEvent> rows) {
        return sign(seal, before, rows).equals(seal.signature());
    }

    AuditAnchor anchor(AuditSeal last) {
        return new AuditAnchor(last.number(), last.signature(), sign(last.number(), last.signature()));
    }

    boolean isGenuine(AuditAnchor anchor) {
        return sign(anchor.number(), anchor.seal()).equals(anchor.signature());
    }

    private Signature sign(AuditSeal seal, Signature before, List<SignedEvent> rows) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(seal.number());
            for (var moment : List.of(seal.sealedAt(), seal.firstAt(), seal.lastAt())) {
                out.writeLong(moment.getEpochSecond());
                out.writeInt(moment.getNano());
            }
            out.writeUTF(before.hex());
            for (var row : rows) {
                out.write(row.signature().bytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Signature.of(ApplicationSecret.hmac(seals, bytes.toByteArray()));
    }

    private Signature sign(long number, Signature seal) {
        return Signature.of(
                ApplicationSecret.hmac(anchors, (number + " " + seal.hex()).getBytes(StandardCharsets.US_ASCII)));
    }
}
