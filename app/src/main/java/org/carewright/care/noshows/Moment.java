package org.carewright.care.noshows;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;

/** When the risk is asked for; only what is known then is learned from. */
enum Moment {
    BOOKING("when it is booked"),
    EVENING_BEFORE("the evening before");

    private static final LocalTime EVENING = LocalTime.of(18, 0);

    private static final List<String> AT_BOOKING = List.of(
            "days between booking and visit",
            "hour of the booking",
            "weekday of the booking",
            "hour of the visit",
            "weekday of the visit",
            "age",
            "earlier visits",
            "earlier visits that were missed",
            "share of earlier visits that was missed",
            "whether the last visit was missed",
            "days since the last visit",
            "other visits of the patient that day",
            "other visits of the patient to come");

    private final String words;

    Moment(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** What is learned from, in the words of the page. */
    List<String> features() {
        return this == BOOKING
                ? AT_BOOKING
                : Stream.concat(AT_BOOKING.stream(), Stream.of("reminders sent"))
                        .toList();
    }

    /** A visit that is booked after the evening before is judged when it is booked. */
    LocalDateTime of(PastVisit visit) {
        var evening = visit.starts().toLocalDate().minusDays(1).atTime(EVENING);
        return this == BOOKING || evening.isBefore(visit.booked()) ? visit.booked() : evening;
    }
}
