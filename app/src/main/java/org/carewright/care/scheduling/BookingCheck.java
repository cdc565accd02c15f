package org.carewright.care.scheduling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.carewright.care.scheduling.BookingOutcome.InThePast;
import org.carewright.care.scheduling.BookingOutcome.OutsideHours;
import org.carewright.care.scheduling.BookingOutcome.Problem;
import org.carewright.care.scheduling.BookingOutcome.Unsuitable;
import org.carewright.care.scheduling.DayPlan.Resource;
import org.carewright.foundation.directory.DeviceId;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.RoomId;
import org.carewright.platform.types.Interval;
import org.jspecify.annotations.Nullable;

/**
 * The resources for a wished time, with everything that speaks against it except other bookings, which the database judges.
 *
 * @param problems all of them at once; empty when nothing speaks against it
 */
record BookingCheck(
        @Nullable PractitionerId practitioner, @Nullable RoomId room, List<DeviceId> devices, List<Problem> problems) {

    /**
     * @param practitioner the one wished for, or null for any who can
     * @param room likewise; a device is always chosen
     */
    static BookingCheck of(
            DayPlan plan,
            String siteName,
            Interval time,
            @Nullable PractitionerId practitioner,
            @Nullable RoomId room,
            Instant now) {
        var visit = plan.visit();
        var problems = new ArrayList<Problem>();
        if (!visit.active()) {
            problems.add(new Unsuitable(visit.name() + " is no longer offered."));
        }
        if (!time.end().isAfter(now)) {
            problems.add(new InThePast());
        }
        if (!Intervals.covers(plan.siteOpen(), time)) {
            problems.add(new OutsideHours(siteName, plan.siteOpen()));
        }
        var who = visit.needsPractitioner()
                ? choose(
                        plan.practitioners(),
                        practitioner == null ? null : practitioner.value(),
                        plan.freePractitioner(time),
                        "practitioner",
                        visit,
                        problems)
                : Optional.<Resource>empty();
        who.filter(chosen -> !Intervals.covers(chosen.open(), time))
                .ifPresent(chosen -> problems.add(new OutsideHours(chosen.name(), chosen.open())));
        var where = visit.needsRoom()
                ? choose(
                        plan.rooms(),
                        room == null ? null : room.value(),
                        plan.free(plan.rooms(), time),
                        "room",
                        visit,
                        problems)
                : Optional.<Resource>empty();
        var device = visit.deviceKind() == null
                ? Optional.<Resource>empty()
                : choose(plan.devices(), null, plan.free(plan.devices(), time), visit.deviceKind(), visit, problems);
        return new BookingCheck(
                who.map(chosen -> new PractitionerId(chosen.id())).orElse(null),
                where.map(chosen -> new RoomId(chosen.id())).orElse(null),
                device.map(chosen -> new DeviceId(chosen.id())).stream().toList(),
                List.copyOf(problems));
    }

    /** The wished one if it fits; without a wish the free one, or the first, whose obstacles will then be told. */
    private static Optional<Resource> choose(
            List<Resource> fitting,
            @Nullable UUID wished,
            Optional<Resource> free,
            String what,
            VisitRules visit,
            List<Problem> problems) {
        var chosen = wished == null ? free.or(() -> fitting.stream().findFirst()) : DayPlan.find(fitting, wished);
        if (chosen.isEmpty()) {
            problems.add(new Unsuitable(
                    wished == null
                            ? "This site has no " + what + " for " + visit.name() + "."
                            : "The chosen " + what + " does not fit " + visit.name() + " here."));
        }
        return chosen;
    }
}
