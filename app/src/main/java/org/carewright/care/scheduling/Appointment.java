package org.carewright.care.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.carewright.care.scheduling.AppointmentStatus.Act;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A visit as it is stored.
 *
 * @param party its bookings never stand in each other's way
 * @param seat in a group visit, or null
 * @param replaces the visit this one was moved from
 * @param unconfirmedFrom when a missing confirmation becomes worth a call, see {@link #unconfirmedFrom}
 */
record Appointment(
        AppointmentId id,
        PatientId patient,
        SiteId site,
        VisitTypeId visitType,
        Interval time,
        String reason,
        UUID party,
        @Nullable Seat seat,
        @Nullable AppointmentId replaces,
        BookingRequest.@Nullable LoopOrigin loop,
        @Nullable String overrideReason,
        Instant madeAt,
        UserId madeBy,
        @Nullable Instant unconfirmedFrom,
        Progress progress,
        int version) {

    /** @param progress booked, or held for a while */
    static Appointment made(
            BookingRequest request, Progress progress, Taking.Attempt taken, ZoneId zone, Instant now, UserId by) {
        return new Appointment(
                request.id(),
                request.patient(),
                request.site(),
                request.visitType(),
                request.time(),
                request.reason(),
                taken.party(),
                taken.seat(),
                null,
                request.loop(),
                taken.isOverridden() ? request.overrideReason() : null,
                now,
                by,
                unconfirmedFrom(request.time().start(), now, zone),
                progress,
                0);
    }

    /** The visit that takes this one's place. It has yet to be confirmed. */
    Appointment movedBy(RescheduleRequest request, Taking.Attempt taken, ZoneId zone, Instant now, UserId by) {
        return new Appointment(
                request.id(),
                patient,
                site,
                visitType,
                request.time(),
                reason,
                taken.party(),
                taken.seat(),
                id,
                loop,
                taken.isOverridden() ? request.overrideReason() : null,
                now,
                by,
                unconfirmedFrom(request.time().start(), now, zone),
                Progress.BOOKED,
                0);
    }

    Appointment with(Progress next) {
        return new Appointment(
                id,
                patient,
                site,
                visitType,
                time,
                reason,
                party,
                seat,
                replaces,
                loop,
                overrideReason,
                madeAt,
                madeBy,
                unconfirmedFrom,
                next,
                version + 1);
    }

    AppointmentStatus status() {
        return progress.status();
    }

    /** Whether the visit's state allows the act; a moved visit is answered by its successor. */
    boolean allows(Act act) {
        return status().allows(act)
                && (act != Act.DECLINE_REBOOK
                        || (progress.rebookDeclined() == null
                                && progress.cancelReason() != CancellationReason.RESCHEDULED));
    }

    /** The first moment at which an act makes sense: nobody arrives the day before, or is missed before the start. */
    Instant earliest(Act act, ZoneId zone) {
        return switch (act) {
            case ARRIVE, START, CHECK_OUT ->
                LocalDate.ofInstant(time.start(), zone).atStartOfDay(zone).toInstant();
            case NO_SHOW -> time.start();
            case BOOK, LET_GO, CONFIRM, RESCHEDULE, CANCEL, DECLINE_REBOOK, UNDO -> Instant.MIN;
        };
    }

    /**
     * The start of the day before the visit at the site, or the moment it was made when that is later. Null for a visit
     * made on its own day: who has just agreed to come needs no call.
     */
    static @Nullable Instant unconfirmedFrom(Instant start, Instant made, ZoneId zone) {
        var day = LocalDate.ofInstant(start, zone);
        if (!made.isBefore(day.atStartOfDay(zone).toInstant())) {
            return null;
        }
        var dayBefore = day.minusDays(1).atStartOfDay(zone).toInstant();
        return made.isAfter(dayBefore) ? made : dayBefore;
    }
}
