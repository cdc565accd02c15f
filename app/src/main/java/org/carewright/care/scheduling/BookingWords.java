package org.carewright.care.scheduling;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carewright.care.scheduling.BookingOutcome.InThePast;
import org.carewright.care.scheduling.BookingOutcome.Obstacle;
import org.carewright.care.scheduling.BookingOutcome.OutsideHours;
import org.carewright.care.scheduling.BookingOutcome.Overbooked;
import org.carewright.care.scheduling.BookingOutcome.Problem;
import org.carewright.care.scheduling.BookingOutcome.SlotTaken;
import org.carewright.care.scheduling.BookingOutcome.TooFarAhead;
import org.carewright.care.scheduling.BookingOutcome.Unsuitable;
import org.carewright.platform.types.Interval;
import org.carewright.platform.web.PeopleTime;

/** Says in sentences why a visit could not be booked or changed. */
public final class BookingWords {

    private BookingWords() {}

    /** One sentence for each thing in the way. */
    public static List<String> sentences(List<Problem> problems, PeopleTime time) {
        return problems.stream()
                .flatMap(problem -> switch (problem) {
                    case SlotTaken(var obstacles) -> taken(obstacles, time).stream();
                    case OutsideHours(var what, var hours) -> Stream.of(outside(what, hours, time));
                    case InThePast() -> Stream.of("That time is over.");
                    case TooFarAhead(var visitType, var days) ->
                        Stream.of("%s can be booked at most %d days ahead.".formatted(visitType, days));
                    case Overbooked(var visitType, var most) ->
                        Stream.of(
                                most == 0
                                        ? visitType + " is never booked beside other visits."
                                        : "No more than %d visits a day are booked beside others, and there are as many."
                                                .formatted(most));
                    case Unsuitable(var words) -> Stream.of(words);
                })
                .toList();
    }

    static List<String> taken(List<Obstacle> obstacles, PeopleTime time) {
        return obstacles.isEmpty()
                ? List.of("The time was taken a moment ago.")
                : obstacles.stream().map(obstacle -> obstacle(obstacle, time)).toList();
    }

    /** The sentence for an act that did not happen, for a toast. */
    public static String refusal(ChangeOutcome outcome, PeopleTime time) {
        return switch (outcome) {
            case ChangeOutcome.Changed changed -> throw new IllegalArgumentException("not refused: " + changed);
            case ChangeOutcome.NotAllowed(var status, var act) ->
                act == AppointmentStatus.Act.UNDO
                        ? "There is nothing to take back."
                        : "The visit is “%s” and cannot be %s.".formatted(status.words(), act.words());
            case ChangeOutcome.NotYet() -> "It is too early for that: the visit is still to come.";
            case ChangeOutcome.SlotTaken(var obstacles) ->
                "It cannot be taken back: " + String.join(" ", taken(obstacles, time));
        };
    }

    private static String obstacle(Obstacle obstacle, PeopleTime time) {
        var span = time.span(obstacle.time().start(), obstacle.time().end());
        var until = obstacle.blocked().equals(obstacle.time())
                ? ""
                : ", blocked until " + time.time(obstacle.blocked().end());
        return switch (obstacle.kind()) {
            case PRACTITIONER -> "%s has another visit %s%s.".formatted(obstacle.name(), span, until);
            case ROOM, DEVICE -> "%s is taken %s%s.".formatted(obstacle.name(), span, until);
            case PATIENT -> "The patient already has a visit then: %s, %s.".formatted(obstacle.name(), span);
        };
    }

    private static String outside(String what, List<Interval> hours, PeopleTime time) {
        if (hours.isEmpty()) {
            return what + " is not available that day.";
        }
        return "%s is available %s %s only."
                .formatted(
                        what,
                        time.day(LocalDate.ofInstant(hours.getFirst().start(), time.zone())),
                        hours.stream()
                                .map(span -> time.time(span.start()) + "–" + time.time(span.end()))
                                .collect(Collectors.joining(" and ")));
    }
}
