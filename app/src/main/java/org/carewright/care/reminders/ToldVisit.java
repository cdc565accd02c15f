package org.carewright.care.reminders;

import java.time.Instant;
import java.util.UUID;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.scheduling.AppointmentStatus;
import org.carewright.foundation.directory.VisitType.Modality;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;

/**
 * A visit as its patient is told of it.
 *
 * @param confirmed whether she has said that she comes
 * @param patientsMove whether she may choose another time herself
 * @param root the visit that was booked first, where this one was moved from; in a calendar the two are one
 * @param moves how often it was moved
 */
record ToldVisit(
        AppointmentId id,
        PatientId patient,
        SiteId site,
        VisitTypeId visitType,
        Modality modality,
        AppointmentStatus status,
        Interval time,
        boolean confirmed,
        boolean patientsMove,
        int version,
        UUID root,
        int moves) {

    boolean isAhead(Instant now) {
        return status == AppointmentStatus.BOOKED && time.start().isAfter(now);
    }
}
