package org.carewright.care.scheduling;

import java.time.Instant;
import org.carewright.platform.types.UserId;
import org.jspecify.annotations.Nullable;

/**
 * How far a visit has come: everything about it that acts change.
 *
 * @param heldUntil until when a visit that is only held keeps its time
 * @param missedAt when it was cancelled or found missed
 * @param rebookDeclined why no new visit is needed instead of the missed one
 */
record Progress(
        AppointmentStatus status,
        @Nullable Instant heldUntil,
        @Nullable Confirmation confirmation,
        @Nullable Instant arrivedAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Instant missedAt,
        @Nullable CancellationReason cancelReason,
        CancellationReason.@Nullable By cancelledBy,
        String cancelNote,
        @Nullable String rebookDeclined) {

    static final Progress BOOKED =
            new Progress(AppointmentStatus.BOOKED, null, null, null, null, null, null, null, null, "", null);

    static Progress held(Instant until) {
        return new Progress(AppointmentStatus.PENDING, until, null, null, null, null, null, null, null, "", null);
    }

    /** When, by whom at the clinic, and over which channel the patient's word was taken. */
    record Confirmation(Instant at, UserId by, Channel channel) {}

    Progress confirmed(Confirmation given) {
        return new Progress(
                status,
                heldUntil,
                given,
                arrivedAt,
                startedAt,
                completedAt,
                missedAt,
                cancelReason,
                cancelledBy,
                cancelNote,
                rebookDeclined);
    }

    Progress arrived(Instant now) {
        return reached(AppointmentStatus.ARRIVED, now, startedAt, completedAt);
    }

    Progress started(Instant now) {
        return reached(AppointmentStatus.CHECKED_IN, arrivedAt == null ? now : arrivedAt, now, completedAt);
    }

    Progress checkedOut(Instant now) {
        return reached(AppointmentStatus.FULFILLED, arrivedAt, startedAt, now);
    }

    Progress missed(Instant now) {
        return new Progress(
                AppointmentStatus.NOSHOW,
                heldUntil,
                confirmation,
                arrivedAt,
                startedAt,
                completedAt,
                now,
                null,
                null,
                cancelNote,
                rebookDeclined);
    }

    Progress cancelled(Cancellation decision, Instant now) {
        return cancelled(decision.reason(), decision.by(), decision.note(), decision.noRebookBecause(), now);
    }

    Progress moved(Instant now) {
        return cancelled(CancellationReason.RESCHEDULED, CancellationReason.RESCHEDULED.by(), "", null, now);
    }

    Progress rebookDeclined(String why) {
        return new Progress(
                status,
                heldUntil,
                confirmation,
                arrivedAt,
                startedAt,
                completedAt,
                missedAt,
                cancelReason,
                cancelledBy,
                cancelNote,
                why);
    }

    Progress withdrawn() {
        return new Progress(
                AppointmentStatus.ENTERED_IN_ERROR, null, confirmation, null, null, null, null, null, null, "", null);
    }

    private Progress reached(
            AppointmentStatus next, @Nullable Instant arrived, @Nullable Instant started, @Nullable Instant completed) {
        return new Progress(
                next,
                heldUntil,
                confirmation,
                arrived,
                started,
                completed,
                missedAt,
                cancelReason,
                cancelledBy,
                cancelNote,
                rebookDeclined);
    }

    private Progress cancelled(
            CancellationReason reason, CancellationReason.By by, String note, @Nullable String declined, Instant now) {
        return new Progress(
                AppointmentStatus.CANCELLED,
                heldUntil,
                confirmation,
                arrivedAt,
                startedAt,
                completedAt,
                now,
                reason,
                by,
                note,
                declined);
    }
}
