package org.carewright.care.outreach;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.carewright.foundation.directory.Site;
import org.carewright.platform.jobs.OutboxMessage.Attachment;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;

/**
 * What there is to tell a patient.
 *
 * @param kind of message, in small letters and hyphens: {@code reminder}; its link leads to {@code /l/kind/…}
 * @param about the visit or offer it tells of
 * @param site that speaks
 * @param wording what is said, for a language: {@code en} or {@code es}
 * @param attachment goes with an e-mail, or null
 * @param expires when the link ends
 */
public record Letter(
        String kind,
        UUID about,
        PatientId patient,
        Site site,
        Function<String, Wording> wording,
        @Nullable Attachment attachment,
        Instant expires) {

    /**
     * One language's words. Nothing clinical: who reads over the patient's shoulder learns only that she has to do with the
     * site.
     *
     * @param subject one line
     * @param text one or two sentences
     * @param invitation what the link is for, such as "To answer"; empty for a message without a link
     */
    public record Wording(String subject, String text, String invitation) {}
}
