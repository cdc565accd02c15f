package org.carewright.foundation.terminology;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.carewright.foundation.terminology.Incoming.Choice;
import org.carewright.foundation.terminology.Incoming.Codes;
import org.carewright.foundation.terminology.Incoming.Heading;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of codes: CSV, an ICD-10-CM order file, or a FHIR R4 CodeSystem or ValueSet as JSON; plain or gzipped. What it
 * is, is seen from what is in it. It is read to its end, and all that is wrong is said at once.
 */
final class CodeFile {

    private static final int LONGEST_MB = 256;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(200).build())
                    .build())
            .build();

    /**
     * What the person says of the file; empty for what the file itself says.
     *
     * @param system url of the code system or value set
     * @param title for people
     */
    record Said(String system, String version, String title) {}

    private final String fileName;
    private final byte[] bytes;
    private final Said said;
    private final List<Issue> issues = new ArrayList<>();

    private CodeFile(String fileName, byte[] bytes, Said said) {
        this.fileName = fileName;
        this.bytes = bytes;
        this.said = said;
    }

    /** @throws Invalid with everything that is wrong */
    static Incoming read(Path path, Said said) {
        try {
            if (Files.size(path) > (long) LONGEST_MB << 20) {
                throw tooLong();
            }
            return read(path.getFileName().toString(), Files.readAllBytes(path), said);
        } catch (IOException e) {
            throw new Invalid(List.of(new Issue("", "exception", path + " can not be read: " + e.getMessage())));
        }
    }

    /** @throws Invalid with everything that is wrong */
    static Incoming read(String fileName, byte[] bytes, Said said) {
        return new CodeFile(fileName, unpacked(bytes), said).read();
    }

    private static byte[] unpacked(byte[] bytes) {
        if (bytes.length < 2 || bytes[0] != 0x1f || bytes[1] != (byte) 0x8b) return bytes;
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            var unpacked = stream.readNBytes((LONGEST_MB << 20) + 1);
            if (unpacked.length > LONGEST_MB << 20) {
                throw tooLong();
            }
            return unpacked;
        } catch (IOException e) {
            throw new Invalid(List.of(Issue.value("", "It is a damaged gzip file; fetch it again.")));
        }
    }

    private static Invalid tooLong() {
        return new Invalid(List.of(Issue.value("", "It is over " + LONGEST_MB + " MB long; split it.")));
    }

    private Incoming read() {
        var incoming = isJson() ? json() : lines();
        Invalid.throwIfAny(issues);
        return incoming;
    }

    private boolean isJson() {
        for (int i = 0; i < Math.min(bytes.length, 1000); i++) {
            if (bytes[i] == '{') return true;
            // Blanks and the mark of UTF-8 may come first.
            if (bytes[i] > ' ') return false;
        }
        return false;
    }

    private Incoming lines() {
        var text = text();
        var isOrderFile = Icd10Cm.isOrderFile(text);
        var system = said.system().isEmpty() && isOrderFile ? Icd10Cm.SYSTEM : said.system();
        var version = said.version().isEmpty() && isOrderFile ? Icd10Cm.year(fileName) : said.version();
        var rows = isOrderFile ? Icd10Cm.orderFile(text, issues) : CodeCsv.read(text, issues);
        if (system.equals(Icd10Cm.SYSTEM)) rows = Icd10Cm.written(rows);
        var title = said.title().isEmpty() && system.equals(Icd10Cm.SYSTEM) ? "ICD-10-CM" : said.title();
        return new Codes(heading(system, version, title, "", ""), system + Terminology.ALL_CODES, rows);
    }

    private Incoming json() {
        JsonNode resource;
        try {
            resource = JSON.readTree(bytes);
        } catch (JacksonException e) {
            var where = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
            throw new Invalid(List.of(Issue.value(
                    where,
                    e instanceof StreamConstraintsException
                            ? "It is nested deeper, or has longer values, than any list of codes."
                            : "It is not whole JSON: " + e.getOriginalMessage())));
        }
        var type = resource.path("resourceType").asString("");
        var heading = heading(
                agreed("system", said.system(), resource.path("url").asString(""), type + ".url"),
                agreed("version", said.version(), resource.path("version").asString(""), type + ".version"),
                said.title().isEmpty() ? title(resource) : said.title(),
                resource.path("publisher").asString(""),
                resource.path("copyright").asString(""));
        var reader = new CodeJson(issues);
        return switch (type) {
            case "CodeSystem" ->
                new Codes(
                        heading,
                        resource.path("valueSet").asString(heading.url() + Terminology.ALL_CODES),
                        reader.concepts(resource));
            case "ValueSet" -> choice(heading, reader, resource);
            default ->
                throw new Invalid(List.of(Issue.value(
                        "resourceType", "It is a “" + type + "”; a CodeSystem or a ValueSet can be imported.")));
        };
    }

    private Incoming choice(Heading heading, CodeJson reader, JsonNode resource) {
        var choice = new Choice(heading, reader.chosen(resource), reader.whole(resource));
        if (choice.concepts().isEmpty() && choice.systems().isEmpty() && issues.isEmpty()) {
            issues.add(Issue.required("ValueSet.compose", "There is no code in it."));
        }
        return choice;
    }

    private static String title(JsonNode resource) {
        return resource.path("title").asString(resource.path("name").asString(""));
    }

    private String agreed(String option, String wanted, String written, String path) {
        if (!wanted.isEmpty() && !written.isEmpty() && !wanted.equals(written)) {
            issues.add(new Issue(
                    path, "conflict", "The file says “" + written + "”; leave --" + option + " out, or say the same."));
        }
        return written.isEmpty() ? wanted : written;
    }

    private Heading heading(String url, String version, String title, String publisher, String copyright) {
        if (url.isEmpty()) {
            issues.add(Issue.required("", "Say which codes these are: --system URL."));
        } else if (!url.matches("[a-z][a-z0-9+.-]*:\\S+")) {
            issues.add(
                    Issue.value("", "“" + url + "” is no url; give one, such as http://our-clinic.org/codes/rooms."));
        }
        if (version.isEmpty()) {
            issues.add(Issue.required("", "Say which edition this is: --version 2026."));
        } else if (!version.matches("[^\\s|]{1,200}")) {
            issues.add(Issue.value("", "A version has up to 200 characters, no blank and no bar: --version 2026."));
        }
        var shown = title.isEmpty() ? url.replaceFirst(".*[/:]", "") : title;
        return new Heading(url, version, shown, publisher, copyright, contentHash(bytes, shown));
    }

    /** UTF-8; of the CMS's own files, older ones are in the Windows character set. */
    private String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            var text = new String(bytes, Charset.forName("windows-1252"));
            if (!Icd10Cm.isOrderFile(text)) {
                issues.add(Issue.value("", "It is not UTF-8; save it as “CSV UTF-8” and import that."));
            }
            return text;
        }
    }

    /** SHA-256 over a title and a file. */
    static String contentHash(byte[] file, String title) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(title.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
