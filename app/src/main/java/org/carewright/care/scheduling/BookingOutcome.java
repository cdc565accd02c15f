package org.carewright.care.scheduling;

import java.util.List;
import org.carewright.platform.types.Interval;

/** What came of a wish to book or move a visit. */
public sealed interface BookingOutcome {

    /** Everything is taken: practitioner, room, devices and the patient's time. */
    record Booked(AppointmentId id, int version) implements BookingOutcome {}

    /** Nothing was taken. All problems are listed at once. */
    record Refused(List<Problem> problems) implements BookingOutcome {

        public Refused {
            problems = List.copyOf(problems);
        }

        /** Whether it says when the patient has another visit. */
        boolean tellsOfPatient() {
            return problems.stream()
                    .anyMatch(problem -> problem instanceof SlotTaken(var obstacles)
                            && obstacles.stream().anyMatch(obstacle -> obstacle.kind() == ResourceKind.PATIENT));
        }
    }

    /** The visit can no longer be moved: it is over, cancelled or under way. */
    record NotAllowed(AppointmentStatus status) implements BookingOutcome {}

    /** One reason why the time will not do. */
    sealed interface Problem {

        /** Whether somebody who may override bookings can set it aside with a reason. */
        default boolean canBeOverridden() {
            return true;
        }
    }

    /** Others hold a resource at that time. */
    record SlotTaken(List<Obstacle> obstacles) implements Problem {

        public SlotTaken {
            obstacles = List.copyOf(obstacles);
        }
    }

    /**
     * The site is closed or the practitioner does not work then.
     *
     * @param what the site or person that is not available
     * @param hours when it is, that day: empty means not at all
     */
    record OutsideHours(String what, List<Interval> hours) implements Problem {

        public OutsideHours {
            hours = List.copyOf(hours);
        }
    }

    /** The time is over. */
    record InThePast() implements Problem {}

    /** The visit type cannot be booked that far ahead. */
    record TooFarAhead(String visitType, int days) implements Problem {}

    /** A practitioner has as many visits against the rules that day as the visit type allows. */
    record Overbooked(String visitType, int most) implements Problem {

        @Override
        public boolean canBeOverridden() {
            return false;
        }
    }

    /** The visit type asks for something else: another practitioner, room or device, or somebody else to book it. */
    record Unsuitable(String words) implements Problem {

        @Override
        public boolean canBeOverridden() {
            return false;
        }
    }

    /**
     * A booking in the way; nothing about another patient beyond that the time is taken.
     *
     * @param kind of the resource that is taken
     * @param name of the practitioner, room or device; for the patient's own time, the visit she has then
     * @param time the visit that takes it, without buffers
     * @param blocked with the buffers
     */
    record Obstacle(ResourceKind kind, String name, Interval time, Interval blocked) {}
}
