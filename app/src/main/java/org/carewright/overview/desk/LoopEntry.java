package org.carewright.overview.desk;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a person did about a loop; kept as written.
 *
 * @param words the note, or the reason for a snooze or hand-off
 * @param channel of a contact attempt
 * @param outcome of a contact attempt
 * @param nextStep what follows from a contact attempt
 * @param toName to whom a loop was handed
 * @param until how long a loop sleeps
 */
record LoopEntry(
        UUID id,
        Kind kind,
        String authorName,
        Instant writtenAt,
        String words,
        @Nullable Channel channel,
        @Nullable Outcome outcome,
        String nextStep,
        @Nullable String toName,
        @Nullable Instant until) {

    enum Kind {
        NOTE,
        CONTACT,
        CLAIM,
        RELEASE,
        HAND_OFF,
        SNOOZE,
        WAKE,
        /** Of one's own last act other than a note or a contact, which stay. */
        UNDO
    }

    enum Channel {
        PHONE,
        SMS,
        EMAIL,
        LETTER,
        IN_PERSON,
        PORTAL
    }

    enum Outcome {
        REACHED,
        LEFT_MESSAGE,
        NO_ANSWER,
        WRONG_NUMBER,
        DECLINED
    }
}
