package org.carewright.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * One process owns a data folder at a time. The operating system holds the lock and gives it up when the process ends,
 * however it ends, so that there is nothing to clean up after {@code kill -9}.
 */
final class FolderLock implements AutoCloseable {

    private static final String FILE = "carewright.lock";

    /** Locked far behind the text, because on Windows nobody else may read what is locked. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Who owns a folder: the process and what it does there, such as {@code serve}. */
    record Holder(long pid, String command) {

        @Override
        public String toString() {
            return "carewright " + command + " (process " + pid + ")";
        }
    }

    /** The lock, or nothing when another process, or another part of this one, has it. */
    static Optional<FolderLock> take(Path folder, String command) {
        try {
            create(folder);
            var channel = FileChannel.open(
                    folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (locked(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            channel.truncate(0);
            var text = ProcessHandle.current().pid() + " " + command + "\n";
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            return Optional.of(new FolderLock(channel));
        } catch (IOException e) {
            throw new DatabaseUnavailable("The data folder " + folder + " can not be written: " + e.getMessage(), e);
        }
    }

    /** A folder that is made here is open to its owner only. */
    private static void create(Path folder) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private static @org.jspecify.annotations.Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** Who has the lock; nothing in the moment between its taking and its signing. */
    static Optional<Holder> holder(Path folder) {
        try {
            var words = Files.readString(folder.resolve(FILE)).strip().split(" ", 2);
            return words.length == 2 ? Optional.of(new Holder(Long.parseLong(words[0]), words[1])) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
