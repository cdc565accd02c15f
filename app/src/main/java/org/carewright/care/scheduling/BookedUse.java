package org.carewright.care.scheduling;

import java.time.Clock;
import java.util.List;
import org.carewright.foundation.directory.DirectoryUse;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.SiteId;
import org.springframework.stereotype.Component;

/** The visits to come that need an entry of the directory. They stay when it goes out of use. */
@Component
class BookedUse implements DirectoryUse {

    private final AppointmentStore appointments;
    private final BookingStore bookings;
    private final Clock clock;

    BookedUse(AppointmentStore appointments, BookingStore bookings, Clock clock) {
        this.appointments = appointments;
        this.bookings = bookings;
        this.clock = clock;
    }

    @Override
    public List<Use> of(Id entry, Actor actor) {
        var now = clock.instant();
        var visits = switch (entry) {
            case SiteId site -> appointments.countAhead(site, now);
            case VisitTypeId visitType -> appointments.countAhead(visitType, now);
            default -> bookings.countAhead(entry, now);
        };
        return visits == 0 ? List.of() : List.of(new Use(visits, visits == 1 ? "visit to come" : "visits to come", ""));
    }
}
