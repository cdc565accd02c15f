package org.carewright.platform.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The secret in the data folder, readable by its owner alone. */
final class SecretFile {

    private static final int BYTES = 32;

    private SecretFile() {}

    /** The secret kept there; made at the first time. */
    static String read(Path folder) {
        var file = folder.resolve("secret");
        try {
            if (Files.notExists(file)) {
                create(file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Written aside and then linked, so that nobody ever reads half a secret and of two writers one wins. */
    private static void create(Path file) throws IOException {
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        var draft = Files.createTempFile(file.toAbsolutePath().getParent(), "secret", "", ownerOnly(file));
        try {
            Files.writeString(draft, HexFormat.of().formatHex(random) + "\n");
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // another process was quicker, its secret is the one
        } finally {
            Files.delete(draft);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) throws IOException {
        return Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
