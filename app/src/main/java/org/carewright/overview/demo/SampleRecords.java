package org.carewright.overview.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * The demo's patients: 66 synthetic people from Synthea 3.3.0 (Apache-2.0), as FHIR R4 transaction bundles. Packed, they
 * lost their claims and the numbers that Synthea appends to names, and nothing else.
 *
 * <p>Their records end on {@link #RECORDED_UNTIL}. So that the clinic's past is recent, every date but birth dates moves by
 * a whole number of weeks, also in the text of notes.
 */
final class SampleRecords {

    private static final LocalDate RECORDED_UNTIL = LocalDate.of(2025, 12, 30);

    private static final Pattern MOVING =
            Pattern.compile("(\"birthDate\":\"[^\"]*\")|\"data\":\"([^\"]*)\"|\\b((?:19|20)\\d\\d-\\d\\d-\\d\\d)");

    private final Map<String, String> moved = new HashMap<>();
    private final long days;

    /** @param today the records shall end within the week before this day */
    SampleRecords(LocalDate today) {
        this.days = Math.floorDiv(ChronoUnit.DAYS.between(RECORDED_UNTIL, today), 7L) * 7;
    }

    /**
     * Writes the bundles, one file a patient, into a folder.
     *
     * @throws UncheckedIOException if the archive is not in the application or the folder cannot be written
     */
    void unpack(Path folder) {
        try (var packed = SampleRecords.class.getResourceAsStream("sample-records.tar.gz")) {
            if (packed == null) {
                throw new IOException("sample-records.tar.gz is missing from the application");
            }
            var archive = new TarArchiveInputStream(new GzipCompressorInputStream(new BufferedInputStream(packed)));
            for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                var bundle = new String(archive.readAllBytes(), StandardCharsets.UTF_8);
                Files.writeString(folder.resolve(entry.getName()), move(bundle));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves the dates in JSON, and in the notes that stand in it as base64. */
    private String move(String text) {
        return MOVING.matcher(text).replaceAll(found -> {
            if (found.group(1) != null) return Matcher.quoteReplacement(found.group(1));
            if (found.group(2) != null) return "\"data\":\"" + moveEncoded(found.group(2)) + "\"";
            return later(found.group(3));
        });
    }

    private String moveEncoded(String base64) {
        var note = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(move(note).getBytes(StandardCharsets.UTF_8));
    }

    private String later(String date) {
        return moved.computeIfAbsent(
                date, day -> LocalDate.parse(day).plusDays(days).toString());
    }
}
