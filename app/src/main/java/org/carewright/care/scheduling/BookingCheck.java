package org.carewright.care.scheduling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.carewright.care.scheduling.BookingOutcome.InThePast;
import org.carewright.care.scheduling.BookingOutcome.OutsideHours;
import org.carewright.care.scheduling.BookingOutcome.Problem;
import org.carewright.care.scheduling.BookingOutcome.TooFarAhead;
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
 * @param practitioners the leading one first
 * @param chosen the kinds for which nobody was asked for by name and somebody or something was found that is free
 * @param problems all of them at once; empty when nothing speaks against it
 */
record BookingCheck(
        List<PractitionerId> practitioners,
        @Nullable RoomId room,
        List<DeviceId> devices,
        Set<ResourceKind> chosen,
        List<Problem> problems) {

    /** A device is always chosen, for nobody asks for one by name. */
    static BookingCheck of(DayPlan plan, String siteName, Wish wish, Instant now) {
        var visit = plan.visit();
        var time = wish.time();
        var practitioner = wish.practitioner();
        var room = wish.room();
        var problems = new ArrayList<Problem>();
        var freePractitioner = plan.freePractitioners(time).findFirst();
        var horizon = visit.horizon(now);
        var freeDevice = plan.freeDevice(time);
        if (!visit.active()) {
            problems.add(new Unsuitable(visit.name() + " is no longer offered."));
        }
        if (!time.end().isAfter(now)) {
            problems.add(new InThePast());
        }
        if (horizon != null && time.start().isAfter(horizon)) {
            problems.add(new TooFarAhead(visit.name(), Objects.requireNonNull(visit.horizonDays())));
        }
        if (!Intervals.covers(plan.siteOpen(), time)) {
            problems.add(new OutsideHours(siteName, plan.siteOpen()));
        }
        var who = visit.needsPractitioner()
                ? choose(
                        plan.practitioners(),
                        practitioner == null ? null : practitioner.value(),
                        freePractitioner,
                        "practitioner",
                        visit,
                        problems)
                : Optional.<Resource>empty();
        var team = who.map(leader -> team(leader, plan, time, problems)).orElse(List.of());
        team.stream()
                .filter(it -> !Intervals.covers(it.open(), time))
                .forEach(it -> problems.add(new OutsideHours(it.name(), it.open())));
        var freeRoom = plan.freeRoom(time, who);
        var where = visit.needsRoom()
                ? choose(plan.rooms(), room == null ? null : room.value(), freeRoom, "room", visit, problems)
                : Optional.<Resource>empty();
        var device = visit.deviceKind() == null
                ? Optional.<Resource>empty()
                : choose(plan.devices(), null, freeDevice, visit.deviceKind(), visit, problems);
        var chosen = EnumSet.noneOf(ResourceKind.class);
        if ((practitioner == null || visit.practitioners() > 1) && freePractitioner.isPresent()) {
            chosen.add(ResourceKind.PRACTITIONER);
        }
        if (room == null && freeRoom.isPresent()) {
            chosen.add(ResourceKind.ROOM);
        }
        if (freeDevice.isPresent()) {
            chosen.add(ResourceKind.DEVICE);
        }
        return new BookingCheck(
                team.stream().map(it -> new PractitionerId(it.id())).toList(),
                where.map(it -> new RoomId(it.id())).orElse(null),
                device.map(it -> new DeviceId(it.id())).stream().toList(),
                chosen,
                List.copyOf(problems));
    }

    /** The leader and as many more as the visit needs, those who are free first. */
    private static List<Resource> team(Resource leader, DayPlan plan, Interval time, List<Problem> problems) {
        var visit = plan.visit();
        var team = Stream.of(Stream.of(leader), plan.freePractitioners(time), plan.practitioners().stream())
                .flatMap(some -> some)
                .distinct()
                .limit(visit.practitioners())
                .toList();
        if (team.size() < visit.practitioners()) {
            problems.add(new Unsuitable(
                    "This site has fewer than " + visit.practitioners() + " practitioners for " + visit.name() + "."));
        }
        return team;
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
