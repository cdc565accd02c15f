package org.carewright.care.scheduling;

import java.time.Clock;
import java.util.Map;
import org.carewright.care.scheduling.AppointmentStatus.Act;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Actor;
import org.carewright.platform.web.Live;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Frees what was held and not booked in time. */
@Component
class Holds {

    /** Those that are let go of in one transaction. */
    private static final int MOST_AT_ONCE = 200;

    private final Clock clock;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Live live;
    private final AppointmentStore appointments;
    private final BookingStore bookings;

    Holds(
            Clock clock,
            Audit audit,
            ApplicationEventPublisher events,
            Live live,
            AppointmentStore appointments,
            BookingStore bookings) {
        this.clock = clock;
        this.audit = audit;
        this.events = events;
        this.live = live;
        this.appointments = appointments;
        this.bookings = bookings;
    }

    /** @return how many ran out; those that somebody is changing at this moment are left to him */
    int expire() {
        var now = clock.instant();
        var actor = Actor.operator("carewright serve");
        var runOut = appointments.lockRunOut(now, MOST_AT_ONCE);
        for (var held : runOut) {
            appointments.save(held.with(held.progress().withdrawn()), Act.LET_GO, now, actor.user());
            bookings.release(held.id());
            var act = Map.of("act", Params.code(Act.LET_GO));
            audit.updated(actor, "Appointment", held.id().value(), held.patient(), act);
            events.publishEvent(new AppointmentLetGo(held.id()));
        }
        if (!runOut.isEmpty()) {
            live.changed("schedule");
            live.changed("desk");
        }
        return runOut.size();
    }
}
