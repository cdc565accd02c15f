package org.carewright.care.waitlist;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.scheduling.AppointmentStatus;
import org.carewright.care.scheduling.BookingNotice;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Permission;
import org.springframework.stereotype.Component;

/** Says on a visit that it is offered, that its patient waits for an earlier one, or how she could. */
@Component
class WaitlistNotice implements BookingNotice {

    /** Sooner than that, hardly anything better comes. */
    private static final int WORTH_WAITING_DAYS = 3;

    private final Clock clock;
    private final WaitlistStore store;

    WaitlistNotice(Clock clock, WaitlistStore store) {
        this.clock = clock;
        this.store = store;
    }

    @Override
    public List<Notice> notices(AppointmentId appointment, Actor actor) {
        var offer = store.findOffer(appointment).filter(one -> one.outcome() == null);
        if (offer.isPresent()) {
            return List.of(new Notice(
                    Severity.WARNING,
                    "This time is offered to the patient; her answer is taken on the waitlist.",
                    "Answer the offer",
                    "/waitlist/" + offer.get().request()));
        }
        var waiting = store.findByVisit(appointment);
        if (waiting.isPresent()) {
            return List.of(new Notice(
                    Severity.INFORMATION,
                    "The patient waits for an earlier time.",
                    "See the request",
                    "/waitlist/" + waiting.get().id()));
        }
        var worth = clock.instant().plus(WORTH_WAITING_DAYS, ChronoUnit.DAYS);
        return store
                .findVisit(appointment)
                .filter(visit -> visit.status() == AppointmentStatus.BOOKED
                        && visit.start().isAfter(worth)
                        && actor.may(Permission.BOOK))
                .map(visit -> new Notice(
                        Severity.INFORMATION,
                        "Would the patient come earlier if a time became free?",
                        "Put on the waitlist",
                        "/waitlist/new?site=" + visit.site() + "&patient=" + visit.patient() + "&visitType="
                                + visit.visitType() + "&visit=" + appointment))
                .stream()
                .toList();
    }
}
