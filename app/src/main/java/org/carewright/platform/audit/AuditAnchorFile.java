package org.carewright.platform.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.carewright.platform.db.Database;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The anchor, kept outside the database: in {@code carewright.audit-anchor} if set, else {@code audit-anchor} in the
 * data folder. A node that has neither keeps none.
 */
@Component
class AuditAnchorFile {

    private final Optional<Path> file;

    AuditAnchorFile(@Value("${carewright.audit-anchor:}") String given, Database database) {
        this.file = given.isEmpty()
                ? database.folder().map(folder -> folder.resolve("audit-anchor"))
                : Optional.of(Path.of(given));
    }

    /** What the file says; empty if there is none. */
    Optional<String> read() {
        try {
            return file.isPresent() && Files.exists(file.get())
                    ? Optional.of(Files.readString(file.get()).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Safe on disk before it takes the old one's place. */
    void write(AuditAnchor anchor) {
        file.ifPresent(path -> {
            try {
                var draft = path.resolveSibling(path.getFileName() + ".new");
                try (var channel = FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
                    channel.write(ByteBuffer.wrap((anchor.line() + "\n").getBytes(StandardCharsets.US_ASCII)));
                    channel.force(true);
                }
                Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
