package org.carewright.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The sample bundles, as often as is wished: each further copy has other ids, numbers, names and birth dates, so that its
 * patients are other people. What the hospital and practitioner bundles bring is shared.
 */
final class Sample {

    private static final int BLOCK = 512;
    private static final Pattern SHARED = Pattern.compile("(hospital|practitioner)Information");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern NAME = Pattern.compile("\\b[A-Z][a-z']{2,}(?=\\d{1,3}\\b)");
    private static final Pattern NUMBER = Pattern.compile("\\b(999-\\d\\d-\\d{4}|S999\\d{5}|X\\d{6,8}X)\\b");
    private static final Pattern BORN = Pattern.compile("(?<=\"birthDate\": ?\")\\d{4}-\\d\\d-\\d\\d");
    private static final int DAYS_APART = 37;

    private Sample() {}

    /** Writes the copies into a folder, a file each bundle; answers how many bytes. */
    static long unpack(Path archive, int copies, Path folder) throws IOException {
        var bundles = read(archive);
        var shared = bundles.entrySet().stream()
                .filter(bundle -> SHARED.matcher(bundle.getKey()).find())
                .flatMap(bundle -> ID.matcher(bundle.getValue()).results().map(MatchResult::group))
                .collect(Collectors.toSet());
        Files.createDirectories(folder);
        long bytes = 0;
        for (int copy = 0; copy < copies; copy++) {
            for (var bundle : bundles.entrySet()) {
                if (copy == 0 || !SHARED.matcher(bundle.getKey()).find()) {
                    var text = copy == 0 ? bundle.getValue() : other(bundle.getValue(), copy, shared);
                    var file = folder.resolve(copy + "-" + bundle.getKey());
                    Files.writeString(file, text);
                    bytes += Files.size(file);
                }
            }
        }
        return bytes;
    }

    private static String other(String bundle, int copy, Set<String> shared) {
        var ids = ID.matcher(bundle)
                .replaceAll(id -> shared.contains(id.group()) ? id.group() : other(UUID.fromString(id.group()), copy));
        var names = NAME.matcher(ids).replaceAll(name -> turned(name.group(), copy));
        var numbers = NUMBER.matcher(names).replaceAll(number -> turned(number.group(), copy));
        return BORN.matcher(numbers)
                .replaceAll(date -> LocalDate.parse(date.group())
                        .minusDays((long) copy * DAYS_APART)
                        .toString());
    }

    private static String other(UUID id, int copy) {
        var mixed = copy * 0x9E3779B97F4A7C15L;
        return new UUID(id.getMostSignificantBits() ^ mixed, id.getLeastSignificantBits() ^ Long.rotateLeft(mixed, 17))
                .toString();
    }

    /** Letters and digits moved on in their alphabets, so that another copy's word is no misspelling of this one. */
    private static String turned(String word, int copy) {
        var text = new StringBuilder();
        word.chars()
                .forEach(letter -> text.append((char) turned(
                        letter, copy, 'a', 26, turned(letter, copy, 'A', 26, turned(letter, copy, '0', 10, letter)))));
        return text.toString().replaceFirst("^[SX](?=\\d{6})", word.substring(0, 1));
    }

    private static int turned(int letter, int copy, int first, int many, int otherwise) {
        return letter >= first && letter < first + many ? first + (letter - first + copy) % many : otherwise;
    }

    /** Of a tar archive (POSIX.1-1988 ustar) what the sample needs: its files, by their last names. */
    static Map<String, String> read(Path archive) throws IOException {
        var bundles = new LinkedHashMap<String, String>();
        try (var tar = new DataInputStream(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)), 1 << 16))) {
            for (var head = tar.readNBytes(BLOCK); head.length == BLOCK && head[0] != 0; head = tar.readNBytes(BLOCK)) {
                var name = field(head, 0, 100);
                var length = Integer.parseInt(field(head, 124, 12).strip(), 8);
                var content = tar.readNBytes(length);
                tar.skipNBytes((BLOCK - length % BLOCK) % BLOCK);
                if (name.endsWith(".json")) {
                    bundles.put(name.substring(name.lastIndexOf('/') + 1), new String(content, StandardCharsets.UTF_8));
                }
            }
        }
        return bundles;
    }

    private static String field(byte[] head, int from, int length) {
        return new String(head, from, length, StandardCharsets.US_ASCII).replaceFirst("\0.*", "");
    }
}
