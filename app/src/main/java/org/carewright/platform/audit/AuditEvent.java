package org.carewright.platform.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;

/**
 * One row of the trail.
 *
 * @param recordedAt to the microsecond, as the database keeps it
 * @param patients whose data it was about, sorted and each once
 * @param purpose HL7 PurposeOfUse
 */
record AuditEvent(
        UUID id,
        Instant recordedAt,
        UUID user,
        String userName,
        String act,
        String kind,
        @Nullable UUID subject,
        List<UUID> patients,
        String route,
        String purpose,
        String address,
        SortedMap<String, String> detail) {

    AuditEvent {
        recordedAt = recordedAt.truncatedTo(ChronoUnit.MICROS);
        patients = patients.stream().distinct().sorted().toList();
    }

    static AuditEvent of(
            Actor actor,
            String act,
            String kind,
            @Nullable UUID subject,
            Collection<PatientId> patients,
            Map<String, String> detail,
            Instant now) {
        var origin = actor.origin();
        return new AuditEvent(
                Id.fresh(),
                now,
                actor.user().value(),
                actor.name(),
                act,
                kind,
                subject,
                patients.stream().map(PatientId::value).toList(),
                origin.route(),
                actor.purposeFor(patients),
                origin.address(),
                new TreeMap<>(detail));
    }

    /** What is signed: every field with its length before it, so that no two rows give the same bytes. */
    byte[] bytes() {
        var bytes = new ByteArrayOutputStream(512);
        try (var out = new DataOutputStream(bytes)) {
            write(out, id);
            out.writeLong(recordedAt.getEpochSecond());
            out.writeInt(recordedAt.getNano());
            write(out, user);
            write(out, userName);
            write(out, act);
            write(out, kind);
            out.writeBoolean(subject != null);
            if (subject != null) {
                write(out, subject);
            }
            out.writeInt(patients.size());
            for (var patient : patients) {
                write(out, patient);
            }
            write(out, route);
            write(out, purpose);
            write(out, address);
            out.writeInt(detail.size());
            for (var entry : detail.entrySet()) {
                write(out, entry.getKey());
                write(out, entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
