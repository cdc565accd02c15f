package org.carewright.care.records;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The files that the paths of an import stand for: files themselves, what lies in folders, and what archives hold, which
 * is unpacked into a folder of its own until the import ends.
 */
final class SourceTree implements AutoCloseable {

    /** Of everything unpacked from one archive: beyond it is no medical record but a trap. */
    private static final long MOST_UNPACKED = 100L << 30;

    private static final int PEEKED = 1 << 16;

    private static final Pattern RESOURCE_TYPE = Pattern.compile("\"resourceType\"\\s*:\\s*\"([A-Za-z]+)\"");

    /** What others refer to comes first. */
    private static final List<String> FIRST =
            List.of("Organization", "Location", "Practitioner", "PractitionerRole", "Patient");

    /**
     * @param name as the person who imports knows it
     * @param rank files of a smaller rank are taken in before
     */
    record Source(Path path, String name, long bytes, int rank) {

        boolean isLines() {
            var plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
            return plain.endsWith(".ndjson") || plain.endsWith(".jsonl");
        }

        boolean isXml() {
            return name.toLowerCase(Locale.ROOT).endsWith(".xml");
        }

        InputStream open() throws IOException {
            var stream = Files.newInputStream(path);
            return name.toLowerCase(Locale.ROOT).endsWith(".gz") ? new GZIPInputStream(stream, 1 << 16) : stream;
        }
    }

    private final List<Path> unpacked = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();

    private SourceTree() {}

    /** @throws UncheckedIOException if a path can not be read */
    static SourceTree of(List<Path> paths) {
        var tree = new SourceTree();
        try {
            for (var path : paths) {
                tree.add(path, path.toString());
            }
        } catch (IOException e) {
            tree.close();
            throw new UncheckedIOException(e);
        }
        return tree;
    }

    /** Small ranks first, then by name. */
    List<Source> sources() {
        return sources.stream()
                .sorted(Comparator.comparingInt(Source::rank).thenComparing(Source::name))
                .toList();
    }

    private void add(Path path, String name) throws IOException {
        if (Files.isDirectory(path)) {
            addFolder(path, name);
            return;
        }
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".zip")) {
            try (var zip = new ZipInputStream(Files.newInputStream(path))) {
                var folder = unpackFolder();
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    if (!entry.isDirectory()) {
                        unpack(zip, folder, name + "!" + entry.getName());
                    }
                }
            }
        } else if (lower.endsWith(".tar.gz") || lower.endsWith(".tgz")) {
            try (var tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(path), 1 << 16))) {
                var folder = unpackFolder();
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    if (entry.isFile()) {
                        unpack(tar, folder, name + "!" + entry.getName());
                    }
                }
            }
        } else {
            addFile(path, name);
        }
    }

    private void addFolder(Path folder, String name) throws IOException {
        try (var files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (isKnown(file.getFileName().toString())) {
                    add(file, Path.of(name).resolve(folder.relativize(file)).toString());
                }
            }
        }
    }

    private static boolean isKnown(String fileName) {
        var lower = fileName.toLowerCase(Locale.ROOT);
        return List.of(
                        ".json",
                        ".ndjson",
                        ".jsonl",
                        ".json.gz",
                        ".ndjson.gz",
                        ".jsonl.gz",
                        ".xml",
                        ".zip",
                        ".tar.gz",
                        ".tgz")
                .stream()
                .anyMatch(lower::endsWith);
    }

    private void addFile(Path path, String name) throws IOException {
        var source = new Source(path, name, Files.size(path), FIRST.size());
        sources.add(new Source(path, name, source.bytes(), rank(source)));
    }

    /** Told by the first resource in the file that is no bundle. */
    private static int rank(Source source) {
        try (var stream = source.open()) {
            var head = new String(stream.readNBytes(PEEKED), StandardCharsets.UTF_8);
            var match = RESOURCE_TYPE.matcher(head);
            while (match.find()) {
                if (!match.group(1).equals("Bundle")) {
                    var isWhole = head.startsWith("Patient", match.start(1)) && !source.isLines();
                    return isWhole || !FIRST.contains(match.group(1)) ? FIRST.size() : FIRST.indexOf(match.group(1));
                }
            }
        } catch (IOException e) {
            return FIRST.size(); // reading it for good will tell what is wrong
        }
        return FIRST.size();
    }

    private Path unpackFolder() throws IOException {
        var folder = Files.createTempDirectory("carewright-import");
        unpacked.add(folder);
        return folder;
    }

    /** The archive's own names are only shown: where the file goes is for us to say. */
    private void unpack(InputStream archive, Path folder, String name) throws IOException {
        if (!isKnown(name)) {
            return;
        }
        var file = folder.resolve(Integer.toString(sources.size()));
        try (var out = Files.newOutputStream(file)) {
            var left = MOST_UNPACKED - sources.stream().mapToLong(Source::bytes).sum();
            var buffer = new byte[1 << 16];
            for (int read = archive.read(buffer); read >= 0; read = archive.read(buffer)) {
                left -= read;
                if (left < 0) {
                    throw new IOException(name + " unpacks to more than 100 GB; unpack it by hand if that is right");
                }
                out.write(buffer, 0, read);
            }
        }
        addFile(file, name);
    }

    @Override
    public void close() {
        for (var folder : unpacked) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                folder.toFile().deleteOnExit();
            }
        }
    }
}
