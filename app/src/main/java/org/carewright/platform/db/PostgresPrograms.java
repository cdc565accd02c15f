package org.carewright.platform.db;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.FileSystemUtils;

/** The programs of PostgreSQL ({@code initdb}, {@code pg_ctl}, {@code postgres}), unpacked once per version from the jar. */
final class PostgresPrograms {

    private static final Path ROOT_OF_LINUX = Path.of("/proc/self");

    private final Path bin;

    /** PostgreSQL refuses to run as root; in a user namespace without a mapping, root is nobody in particular. */
    private final List<String> prefix;

    private PostgresPrograms(Path bin, List<String> prefix) {
        this.bin = bin;
        this.prefix = prefix;
    }

    /** How a program ended, and what it said. */
    record Ended(int status, String output) {

        boolean well() {
            return status == 0;
        }
    }

    /** The programs, from {@code cache} when they are there already. Safe when several processes come at once. */
    static synchronized PostgresPrograms unpacked(Path cache) {
        if (System.getProperty("os.name").startsWith("Windows")) {
            throw new DatabaseUnavailable("Carewright brings its own database on Linux and macOS only: run it in the"
                    + " Windows Subsystem for Linux or name a database with --database.");
        }
        try {
            Files.createDirectories(cache);
            var archive = archive();
            var target = cache.resolve("postgres-" + version(archive));
            try (var lock =
                    FileChannel.open(cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                if (!Files.isDirectory(target)) {
                    unpack(archive, target);
                }
            }
            return new PostgresPrograms(target.resolve("bin"), prefix());
        } catch (IOException e) {
            throw new DatabaseUnavailable("PostgreSQL could not be unpacked into " + cache + ": " + e.getMessage(), e);
        }
    }

    private static URL archive() throws IOException {
        var found = new PathMatchingResourcePatternResolver().getResources("classpath*:postgres-*.txz");
        if (found.length != 1) {
            throw new DatabaseUnavailable("This build of Carewright holds " + found.length
                    + " sets of PostgreSQL programs where one is needed; build it on the system it runs on"
                    + " or name a database with --database.");
        }
        return found[0].getURL();
    }

    /** The checksum that the jar keeps of the archive anyway: other bytes, other folder. */
    private static String version(URL archive) throws IOException {
        var entry = ((JarURLConnection) archive.openConnection()).getJarEntry();
        return Long.toHexString(entry.getCrc());
    }

    private static void unpack(URL archive, Path target) throws IOException {
        var part = target.resolveSibling(target.getFileName() + ".part");
        FileSystemUtils.deleteRecursively(part); // of a start that was killed
        Files.createDirectories(part);
        try (var tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive.openStream())))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, part);
            }
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        var file = entry.resolveIn(folder);
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(file, folder.resolve(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            if ((entry.getMode() & 0100) != 0
                    && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static List<String> prefix() throws IOException {
        if (!Files.isDirectory(ROOT_OF_LINUX)
                || !Integer.valueOf(0).equals(Files.getAttribute(ROOT_OF_LINUX, "unix:uid"))) {
            return List.of();
        }
        var unshare = List.of("unshare", "--user");
        if (!run(new ProcessBuilder("unshare", "--user", "true"), "").well()) {
            throw new DatabaseUnavailable("PostgreSQL does not run as root, and this system does not let root step down"
                    + " (unshare --user): start Carewright as an ordinary user or name a database with --database.");
        }
        return unshare;
    }

    /** Runs one program to its end. */
    Ended run(Path folder, String program, List<String> arguments) {
        return run(folder, program, arguments, "");
    }

    /** Runs one program to its end with something to read. */
    Ended run(Path folder, String program, List<String> arguments, String input) {
        var command = new ArrayList<>(prefix);
        command.add(bin.resolve(program).toString());
        command.addAll(arguments);
        return run(new ProcessBuilder(command).directory(folder.toFile()), input);
    }

    private static Ended run(ProcessBuilder builder, String input) {
        // What a user set for his own psql is not meant for this server; messages are read, so they are in English.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        try {
            var process = builder.redirectErrorStream(true).start();
            try (var writer = process.outputWriter(StandardCharsets.UTF_8)) {
                writer.write(input);
            }
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output.strip());
        } catch (IOException e) {
            return new Ended(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("The work on the database was interrupted.", e);
        }
    }
}
