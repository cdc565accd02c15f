package org.carewright.care.records;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows in the binary format of PostgreSQL's COPY (PostgreSQL 18 manual, COPY, "Binary Format"). */
final class CopyRows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};

    /** Microseconds from 1970, where Java begins, to 2000, where PostgreSQL does. */
    private static final long EPOCH_DISTANCE = 946_684_800_000_000L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    private final DataOutputStream out = new DataOutputStream(bytes);

    CopyRows() {
        write(() -> {
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
        });
    }

    CopyRows row(int columns) {
        write(() -> out.writeShort(columns));
        return this;
    }

    CopyRows text(@Nullable String value) {
        return bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    CopyRows bytes(byte @Nullable [] value) {
        write(() -> {
            out.writeInt(value == null ? -1 : value.length);
            if (value != null) {
                out.write(value);
            }
        });
        return this;
    }

    CopyRows uuid(@Nullable UUID value) {
        write(() -> {
            out.writeInt(value == null ? -1 : 16);
            if (value != null) {
                out.writeLong(value.getMostSignificantBits());
                out.writeLong(value.getLeastSignificantBits());
            }
        });
        return this;
    }

    CopyRows integer(int value) {
        write(() -> {
            out.writeInt(4);
            out.writeInt(value);
        });
        return this;
    }

    CopyRows moment(@Nullable Instant value) {
        write(() -> {
            out.writeInt(value == null ? -1 : 8);
            if (value != null) {
                out.writeLong(value.getEpochSecond() * 1_000_000 + value.getNano() / 1_000 - EPOCH_DISTANCE);
            }
        });
        return this;
    }

    /** JSON text, in the one version of the binary format of {@code jsonb}. */
    CopyRows jsonb(byte[] value) {
        write(() -> {
            out.writeInt(value.length + 1);
            out.writeByte(1);
            out.write(value);
        });
        return this;
    }

    /** Ends the rows and hands them over. */
    InputStream end() {
        write(() -> out.writeShort(-1));
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }
}
