package org.carewright.care.records;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carewright.platform.fhir.FhirJson;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads NDJSON some lines at a time, and no more than memory holds. Of a resource that stands several times in the file
 * only the last is read: lines follow one another in time.
 */
final class NdjsonReader implements Closeable {

    /** Of text that is held at a time. */
    static final int MOST_MB = 16;

    private static final int MOST_LINES = 1_000;
    private static final int MOST_BYTES = (MOST_MB / 2) << 20;
    private static final int LONGEST_LINE = MOST_BYTES;

    /** One line of the file. */
    static final class Line {

        private final int number;
        private final byte @Nullable [] text;

        private Line(int number, byte @Nullable [] text) {
            this.number = number;
            this.text = text;
        }

        String label() {
            return "line " + number;
        }

        /** Null when the line is longer than memory should hold. */
        byte @Nullable [] text() {
            return text;
        }
    }

    private final InputStream stream;
    private final Map<UUID, Integer> repeated;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int until;
    private int number;
    private boolean atEnd;

    private NdjsonReader(InputStream stream, Map<UUID, Integer> repeated) {
        this.stream = stream;
        this.repeated = repeated;
    }

    /** Looks through the file once for what stands several times, then begins to read. */
    static NdjsonReader of(SourceTree.Source source) throws IOException {
        var keys = new ArrayList<UUID>();
        try (var reader = new NdjsonReader(source.open(), Map.of())) {
            while (!reader.atEnd) {
                var key = key(reader.readLine());
                if (key != null) {
                    keys.add(key);
                }
            }
        }
        Collections.sort(keys);
        var repeated = new HashMap<UUID, Integer>();
        for (int i = 1; i < keys.size(); i++) {
            if (keys.get(i).equals(keys.get(i - 1))) {
                repeated.merge(keys.get(i), 2, (count, two) -> count + 1);
            }
        }
        return new NdjsonReader(source.open(), repeated);
    }

    boolean isAtEnd() {
        return atEnd;
    }

    /** The next lines; perhaps none at the end of the file. */
    List<Line> next() throws IOException {
        var lines = new ArrayList<Line>();
        for (int bytes = 0; !atEnd && lines.size() < MOST_LINES && bytes < MOST_BYTES; ) {
            var line = readLine();
            var text = line.text();
            if (text == null || (!isBlank(text) && isLast(line))) {
                lines.add(line);
                bytes += text == null ? 0 : text.length;
            }
        }
        return lines;
    }

    /** What the lines hold; those that hold nothing that can be read are refused with their number. */
    static Incoming incoming(List<Line> lines) {
        var incoming = new Incoming();
        for (var line : lines) {
            if (line.text() == null) {
                incoming.reject(
                        line.label(),
                        "",
                        new Issue(
                                "",
                                "too-long",
                                "is longer than " + (LONGEST_LINE >> 20) + " MB; bring it as a .json file of its own"));
                continue;
            }
            try {
                incoming.addLine(FhirJson.read(line.text()), line.label());
            } catch (JacksonException e) {
                incoming.reject(line.label(), "", FhirJson.fault(e));
            }
        }
        return incoming;
    }

    private boolean isLast(Line line) {
        var key = repeated.isEmpty() ? null : key(line);
        return key == null || repeated.merge(key, -1, Integer::sum) <= 0;
    }

    /** Of which resource a line is a version; null when it does not say. */
    private static @Nullable UUID key(Line line) {
        var name = line.text() == null ? null : FhirJson.findName(line.text());
        return name == null ? null : UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private Line readLine() throws IOException {
        number++;
        var text = new ByteArrayOutputStream(1 << 10);
        var isTooLong = false;
        for (var isWhole = false; !isWhole && !atEnd; ) {
            if (from == until) {
                from = 0;
                until = Math.max(0, stream.read(buffer));
                atEnd = until == 0;
            }
            var end = from;
            while (end < until && buffer[end] != '\n') {
                end++;
            }
            if (text.size() + end - from <= LONGEST_LINE) {
                text.write(buffer, from, end - from);
            } else {
                isTooLong = true;
            }
            isWhole = end < until;
            from = isWhole ? end + 1 : end;
        }
        return new Line(number, isTooLong ? null : text.toByteArray());
    }

    private static boolean isBlank(byte[] text) {
        for (var sign : text) {
            if (sign != ' ' && sign != '\t' && sign != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
