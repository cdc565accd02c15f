package org.carewright.care.records;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.carewright.platform.cli.CommandFailed;
import org.carewright.platform.types.Issue;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/**
 * The files that the paths of an import stand for: files themselves, what lies in folders, and what archives hold, which
 * is unpacked into a folder of its own until the import ends.
 */
final class SourceTree implements AutoCloseable {

    /** Of everything unpacked: beyond it is no medical record but a trap. */
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
            return isCompressed() ? unzipped(stream) : stream;
        }

        /** How long it is unpacked; not counted on beyond a length. */
        long length(int most) throws IOException {
            if (!isCompressed()) {
                return bytes;
            }
            try (var stream = open()) {
                var length = stream.skip(most);
                for (var more = length; more > 0 && length <= most; length += more) {
                    more = stream.skip(most + 1L - length);
                }
                return length;
            }
        }

        private boolean isCompressed() {
            return name.toLowerCase(Locale.ROOT).endsWith(".gz");
        }
    }

    /**
     * What could not be unpacked or looked into.
     *
     * @param name as the person who imports knows it
     */
    record Damaged(String name, Issue issue) {}

    private final List<Path> unpacked = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();
    private final List<Damaged> damaged = new ArrayList<>();

    /** Whoever ends the program leaves no patient's record behind. */
    private final Runnable whenEnded = this::delete;

    /** In bytes: how much more may be unpacked. */
    private long room;

    private boolean deleted;

    private SourceTree(long room) {
        this.room = room;
        try {
            SpringApplication.getShutdownHandlers().add(whenEnded);
        } catch (IllegalStateException isEnding) {
            throw new CommandFailed("The program is being stopped; nothing was unpacked.");
        }
    }

    /** Unpacks no more than half of what is free where it unpacks. */
    static SourceTree of(List<Path> paths) {
        var free = Path.of(System.getProperty("java.io.tmpdir")).toFile().getUsableSpace();
        return of(paths, Math.min(MOST_UNPACKED, free / 2));
    }

    static SourceTree of(List<Path> paths, long room) {
        var tree = new SourceTree(room);
        for (var path : paths) {
            tree.add(path, path.toString());
        }
        return tree;
    }

    /** Small ranks first, then by name. */
    List<Source> sources() {
        return sources.stream()
                .sorted(Comparator.comparingInt(Source::rank).thenComparing(Source::name))
                .toList();
    }

    List<Damaged> damaged() {
        return damaged;
    }

    private void add(Path path, String name) {
        var before = sources.size();
        var lower = name.toLowerCase(Locale.ROOT);
        try {
            if (Files.isDirectory(path)) {
                addFolder(path, name);
            } else if (lower.endsWith(".zip")) {
                addZip(path, name);
            } else if (lower.endsWith(".tar.gz") || lower.endsWith(".tgz")) {
                addTar(path, name);
            } else {
                addFile(path, name);
            }
        } catch (IOException e) {
            // Half an archive is none: nobody could tell what is missing.
            sources.subList(before, sources.size()).clear();
            damaged.add(new Damaged(name, unreadable(e)));
        }
    }

    static Issue unreadable(IOException e) {
        return new Issue("", "incomplete", "can not be read to its end (" + e.getMessage() + "); ask for it again");
    }

    private void addZip(Path path, String name) throws IOException {
        try (var zip = new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1)) {
            var folder = unpackFolder();
            for (var entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory()) {
                    var checked = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
                    unpack(checked, folder, name + "!" + entry.getName());
                    checked.transferTo(OutputStream.nullOutputStream());
                    if (checked.getChecksum().getValue() != entry.getCrc()) {
                        throw new ZipException("wrong checksum");
                    }
                }
            }
        }
    }

    private void addTar(Path path, String name) throws IOException {
        try (var unzipped = unzipped(Files.newInputStream(path));
                var tar = new TarArchiveInputStream(unzipped)) {
            var folder = unpackFolder();
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    unpack(tar, folder, name + "!" + entry.getName());
                }
            }
            unzipped.transferTo(OutputStream.nullOutputStream()); // to its checksum
        }
    }

    private static InputStream unzipped(InputStream stream) throws IOException {
        try {
            return new GZIPInputStream(stream, 1 << 16);
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    private void addFolder(Path folder, String name) throws IOException {
        var files = new TreeMap<Path, String>();
        Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && isKnown(file.getFileName().toString())) {
                    files.put(file, nameOf(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                damaged.add(new Damaged(nameOf(file), unreadable(e)));
                return FileVisitResult.CONTINUE;
            }

            private String nameOf(Path file) {
                return Path.of(name).resolve(folder.relativize(file)).toString();
            }
        });
        files.forEach(this::add);
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

    private synchronized Path unpackFolder() throws IOException {
        requireKept();
        var folder = Files.createTempDirectory("carewright-import");
        unpacked.add(folder);
        return folder;
    }

    /** Never while all is being deleted: a file made behind the deletion's back would stay. */
    private synchronized OutputStream unpackFile(Path file) throws IOException {
        requireKept();
        return Files.newOutputStream(file);
    }

    /** The archive's own names are only shown: where the file goes is for us to say. */
    private void unpack(InputStream archive, Path folder, String name) throws IOException {
        if (!isKnown(name)) {
            return;
        }
        var file = folder.resolve(Integer.toString(sources.size()));
        try (var out = unpackFile(file)) {
            var buffer = new byte[1 << 16];
            for (int read = archive.read(buffer); read >= 0; read = archive.read(buffer)) {
                requireKept();
                room -= read;
                if (room < 0) {
                    throw new IOException(name
                            + " unpacks to more than there is room for: half of the free disk, and 100 GB at most; unpack"
                            + " it by hand if that is right");
                }
                out.write(buffer, 0, read);
            }
        }
        addFile(file, name);
    }

    private synchronized void requireKept() {
        if (deleted) {
            throw new CommandFailed("The import was stopped; begin it again.");
        }
    }

    @Override
    public void close() {
        delete();
        try {
            SpringApplication.getShutdownHandlers().remove(whenEnded);
        } catch (IllegalStateException ending) {
            // then it runs, and finds nothing
        }
    }

    private synchronized void delete() {
        deleted = true;
        unpacked.forEach(folder -> FileSystemUtils.deleteRecursively(folder.toFile()));
    }
}
