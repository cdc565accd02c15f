package org.carewright.care.waitlist;

import java.time.Clock;
import org.carewright.care.scheduling.AppointmentBooked;
import org.carewright.care.scheduling.AppointmentCancelled;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.scheduling.AppointmentLetGo;
import org.carewright.care.scheduling.AppointmentRescheduled;
import org.carewright.care.scheduling.AppointmentRestored;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Notes what is given back, in the transaction that gives it back: it is offered as soon as that has committed, and if
 * nobody lives to do it then, at the next start.
 */
@Component
class FreedTimes {

    private final Clock clock;
    private final WaitlistStore store;

    FreedTimes(Clock clock, WaitlistStore store) {
        this.clock = clock;
        this.store = store;
    }

    @EventListener
    void cancelled(AppointmentCancelled event) {
        free(event.id());
    }

    @EventListener
    void letGo(AppointmentLetGo event) {
        free(event.id());
    }

    /** Taking a booking back frees its time; taking back anything else costs a search that finds nothing. */
    @EventListener
    void restored(AppointmentRestored event) {
        free(event.id());
    }

    @EventListener
    void moved(AppointmentRescheduled event) {
        store.follow(event.old(), event.id());
        free(event.old());
    }

    /** Who is booked otherwise, on a day that suits her, need not wait; else she waits for an earlier one. */
    @EventListener
    void booked(AppointmentBooked event) {
        store.findVisit(event.id())
                .flatMap(visit -> store.findOpen(visit.patient(), visit.visitType(), visit.site()))
                .filter(waiting -> waiting.current() == null && waiting.liveOffer() == null)
                .ifPresent(waiting -> store.attach(waiting, event.id(), clock.instant()));
    }

    private void free(AppointmentId visit) {
        store.freed(visit, clock.instant());
    }
}
