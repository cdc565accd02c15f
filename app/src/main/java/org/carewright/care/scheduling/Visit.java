package org.carewright.care.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * A visit as pages show it.
 *
 * @param blocked the visit with its buffers
 * @param undoable what would be taken back, or null
 */
record Visit(
        AppointmentId id,
        int version,
        AppointmentStatus status,
        Interval time,
        Interval blocked,
        Who patient,
        UUID party,
        @Nullable Seat seat,
        SiteId site,
        String siteName,
        ZoneId zone,
        UUID visitTypeId,
        String visitType,
        @Nullable Named practitioner,
        @Nullable Named room,
        String reason,
        @Nullable String overrideReason,
        Instant madeAt,
        Progress progress,
        @Nullable AppointmentId replaces,
        @Nullable AppointmentId answeredBy,
        AppointmentStatus.@Nullable Act undoable) {

    /** Who comes: the facts that tell people of one name apart. */
    record Who(
            PatientId id,
            String name,
            String mrn,
            @Nullable LocalDate birthDate,
            @Nullable String phone,
            String language) {}

    record Named(UUID id, String name) {}

    boolean allows(AppointmentStatus.Act act) {
        return status.allows(act);
    }

    /** Confirmation counts only before the visit. */
    boolean isUnconfirmed() {
        return status == AppointmentStatus.BOOKED && progress.confirmation() == null;
    }

    boolean isUndoableBy(Actor actor) {
        return undoable != null && actor.may(undoable.permission());
    }

    /** Whether somebody must still decide about a new visit. */
    boolean isToRebook() {
        return (status == AppointmentStatus.CANCELLED || status == AppointmentStatus.NOSHOW)
                && answeredBy == null
                && progress.rebookDeclined() == null;
    }

    /** Where a new visit is booked instead of this missed one. */
    String rebookPath() {
        return "/schedule/book?site=" + site + "&patient=" + patient.id() + "&visitType=" + visitTypeId + "&loop="
                + (status == AppointmentStatus.NOSHOW ? "no-show-rebook" : "cancelled-rebook") + "&subject=" + id;
    }

    /** The status in words; a booked visit says whether it is confirmed. */
    String words() {
        if (status == AppointmentStatus.BOOKED && progress.confirmation() != null) {
            return "Confirmed";
        }
        return progress.cancelReason() == CancellationReason.RESCHEDULED ? "Moved" : status.words();
    }

    String icon() {
        return switch (status) {
            case PENDING -> "clock";
            case PROPOSED -> "calendar";
            case BOOKED -> progress.confirmation() == null ? "calendar" : "check";
            case ARRIVED -> "walk-in";
            case CHECKED_IN -> "flow";
            case FULFILLED -> "done";
            case CANCELLED, ENTERED_IN_ERROR -> "x";
            case NOSHOW -> "error";
        };
    }

    /** The class that colours the status. */
    String css() {
        return "is-" + (isUnconfirmed() ? "unconfirmed" : status.code());
    }
}
