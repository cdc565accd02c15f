package org.carewright.platform.jobs;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way out.
 *
 * @param id stays the same over every attempt, so that the receiver can drop a repetition
 * @param destination an address in the channel's own form
 * @param subject a line without health information
 * @param body the text or document, in the channel's own form
 * @param attachment a file that goes with it, where the channel takes files; or null
 */
public record OutboxMessage(
        UUID id,
        String destination,
        String subject,
        String body,
        @Nullable Attachment attachment) {

    public OutboxMessage(UUID id, String destination, String subject, String body) {
        this(id, destination, subject, body, null);
    }

    /**
     * A file of text.
     *
     * @param type its media type: {@code text/calendar; charset=utf-8}
     */
    public record Attachment(String name, String type, String text) {}
}
