package org.carewright.overview.desk;

import java.time.Instant;
import org.carewright.platform.types.UserId;
import org.jspecify.annotations.Nullable;

/** An entry of a loop's story about to be written; {@link LoopEntry} is how it is read. */
record NewEntry(
        LoopEntry.Kind kind,
        String words,
        @Nullable ContactAttempt contact,
        @Nullable UserId to,
        @Nullable Instant until) {

    NewEntry {
        words = words.strip();
    }

    /** An act that needs no words. */
    static NewEntry of(LoopEntry.Kind kind) {
        return new NewEntry(kind, "", null, null, null);
    }

    static NewEntry takeOver(String from) {
        return new NewEntry(LoopEntry.Kind.CLAIM, "From " + from + ".", null, null, null);
    }

    static NewEntry note(String words) {
        return new NewEntry(LoopEntry.Kind.NOTE, words, null, null, null);
    }

    static NewEntry contact(ContactAttempt attempt) {
        return new NewEntry(LoopEntry.Kind.CONTACT, attempt.words(), attempt, null, null);
    }

    static NewEntry handOff(UserId to, String note) {
        return new NewEntry(LoopEntry.Kind.HAND_OFF, note, null, to, null);
    }

    static NewEntry snooze(Instant until, String reason) {
        return new NewEntry(LoopEntry.Kind.SNOOZE, reason, null, null, until);
    }
}
