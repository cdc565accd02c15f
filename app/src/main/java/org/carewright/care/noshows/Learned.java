package org.carewright.care.noshows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was learned at one time.
 *
 * @param by who had it learned
 * @param visits whose outcome was known
 * @param trials none when there were too few visits
 */
record Learned(Instant at, String by, int visits, List<Trial> trials) {

    Learned {
        trials = List.copyOf(trials);
    }

    /** The trial on the visits for which a risk is used: those that were not booked for the same day. */
    Optional<Trial> trial(Moment moment) {
        return trials.stream()
                .filter(trial -> trial.moment() == moment && !trial.sameDayToo())
                .findFirst();
    }
}
