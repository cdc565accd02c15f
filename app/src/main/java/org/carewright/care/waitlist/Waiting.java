package org.carewright.care.waitlist;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request as it stands.
 *
 * @param current start of the visit the patient has, or null
 * @param liveOffer when the live offer runs out, or null
 * @param unanswered how many offers in a row ran out without an answer
 * @param why what stalled or closed it
 */
record Waiting(
        WaitRequest request,
        Status status,
        String why,
        Instant askedAt,
        Instant changedAt,
        int version,
        @Nullable Instant current,
        @Nullable Instant liveOffer,
        int unanswered) {

    /** Who is more urgent comes first, then who has waited longer. */
    static final Comparator<Waiting> RANK = Comparator.comparing(
                    (Waiting waiting) -> waiting.request().priority())
            .thenComparing(Waiting::askedAt)
            .thenComparing(waiting -> waiting.request().id());

    /** What becomes of a request. */
    enum Status {
        WAITING("Waiting"),
        /** She declined, or does not answer: no more offers until somebody decides. */
        STALLED("No more offers"),
        BOOKED("Booked"),
        CLOSED("Closed");

        private final String words;

        Status(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean isOpen() {
            return this == WAITING || this == STALLED;
        }
    }

    UUID id() {
        return request.id();
    }

    /** The last day on which an opening is of use: earlier than the day of the visit she has. */
    LocalDate until(ZoneId zone) {
        if (current == null) {
            return request.latest();
        }
        var before = LocalDate.ofInstant(current, zone).minusDays(1);
        return before.isBefore(request.latest()) ? before : request.latest();
    }

    /** How many days sooner a visit is than the one she has. */
    @Nullable
    Integer gainedDays(Instant start, ZoneId zone) {
        return current == null
                ? null
                : (int) ChronoUnit.DAYS.between(LocalDate.ofInstant(start, zone), LocalDate.ofInstant(current, zone));
    }

    /** Why she stands where she stands: "2nd of 5: urgent, waiting for 12 days". */
    String rankWords(int rank, int of, Instant now) {
        var days = Duration.between(askedAt, now).toDays();
        var waited = days == 0 ? "since today" : days == 1 ? "for a day" : "for " + days + " days";
        return ordinal(rank) + " of " + of + ": " + request.priority().words().toLowerCase(Locale.ROOT) + ", waiting "
                + waited;
    }

    private static String ordinal(int number) {
        var teen = number % 100 >= 11 && number % 100 <= 13;
        return number
                + switch (teen ? 0 : number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }
}
