package org.carewright.care.waitlist;

import java.time.Instant;
import org.carewright.care.scheduling.AppointmentId;

/** What came of the answer to an offer. */
sealed interface OfferOutcome {

    /** The time is hers; so it was if she said so before. */
    record Taken(AppointmentId visit, Instant start) implements OfferOutcome {}

    /** She does not want it; no more is offered until she or somebody else says so. */
    record Declined() implements OfferOutcome {}

    /** The answer came too late: the time is somebody else's by now. She stays on the list. */
    record TooLate() implements OfferOutcome {}
}
