package org.carewright.overview.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The demo's patients: 66 synthetic people from Synthea 3.3.0 (Apache-2.0), as FHIR R4 transaction bundles.
 *
 * <p>Their records end on {@link #RECORDED_UNTIL}. So that the clinic's past is recent, every date but birth dates moves by
 * a whole number of weeks, and the digits that Synthea appends to names are dropped. Nothing else is changed.
 */
final class SampleRecords {

    private static final LocalDate RECORDED_UNTIL = LocalDate.of(2025, 12, 30);

    private static final Pattern DATE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(T.*)?");
    private static final Pattern DATE_IN_TEXT = Pattern.compile("\\b(?:19|20)\\d{2}-\\d{2}-\\d{2}\\b");
    private static final Pattern NUMBERED_NAME = Pattern.compile("\\b(\\p{Lu}[\\p{L}'.-]+?)\\d{1,4}\\b");

    private final JsonMapper json;
    private final long days;

    /** @param today the records shall end within the week before this day */
    SampleRecords(JsonMapper json, LocalDate today) {
        this.json = json;
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
            unpack(packed, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unpack(InputStream packed, Path folder) throws IOException {
        try (var archive = new TarArchiveInputStream(new GzipCompressorInputStream(new BufferedInputStream(packed)))) {
            for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                if (entry.isFile()) {
                    var bundle = json.readTree(archive.readAllBytes());
                    move(bundle);
                    // Numbers instead of names: a file name is no place for a person's.
                    var name = bundle.path("entry")
                                    .path(0)
                                    .path("resource")
                                    .path("id")
                                    .asString() + ".json";
                    Files.write(folder.resolve(name), json.writeValueAsBytes(bundle));
                }
            }
        }
    }

    private void move(JsonNode node) {
        switch (node) {
            case ObjectNode object ->
                object.forEachEntry((key, value) -> {
                    if (value instanceof StringNode text) {
                        object.put(key, key.equals("birthDate") ? text.asString() : moved(key, text.asString()));
                    } else {
                        move(value);
                    }
                });
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    if (array.get(i) instanceof StringNode text) {
                        array.set(i, StringNode.valueOf(moved("", text.asString())));
                    } else {
                        move(array.get(i));
                    }
                }
            }
            default -> {}
        }
    }

    private String moved(String key, String text) {
        var date = DATE.matcher(text);
        if (date.matches()) {
            return later(date.group(1)) + (date.group(2) == null ? "" : date.group(2));
        }
        return switch (key) {
            case "id", "url", "system", "reference", "fullUrl", "value", "code", "resourceType" -> text;
            case "data" ->
                Base64.getEncoder()
                        .encodeToString(prose(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8));
            default -> prose(text);
        };
    }

    private String prose(String text) {
        var dated = DATE_IN_TEXT.matcher(text).replaceAll(found -> later(found.group()));
        return NUMBERED_NAME.matcher(dated).replaceAll("$1");
    }

    private String later(String date) {
        return LocalDate.parse(date).plusDays(days).toString();
    }
}
