package org.carewright.care.waitlist;

import java.time.Instant;
import java.util.UUID;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * A freed time that was offered to one patient.
 *
 * @param visit which holds the time
 * @param words why it went to her
 * @param gainedDays how many days sooner than the visit she had, if she took it
 */
record Offer(
        AppointmentId visit,
        UUID request,
        PatientId patient,
        SiteId site,
        Channel channel,
        Instant start,
        String words,
        Instant offeredAt,
        Instant expiresAt,
        @Nullable Outcome outcome,
        @Nullable Instant answeredAt,
        @Nullable Integer gainedDays) {

    /** How the patient hears of it. */
    enum Channel {
        SMS("By text message"),
        EMAIL("By e-mail"),
        /** Staff call her. */
        PHONE("By telephone");

        private final String words;

        Channel(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** What came of it. */
    enum Outcome {
        ACCEPTED("Taken"),
        DECLINED("Declined"),
        EXPIRED("No answer"),
        /** The time was needed otherwise, or the request was closed. */
        WITHDRAWN("Taken back");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    boolean isLive(Instant now) {
        return outcome == null && now.isBefore(expiresAt);
    }
}
