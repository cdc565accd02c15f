package org.carewright.care.scheduling;

import java.util.List;

/** What came of a change to a visit's state. */
public sealed interface ChangeOutcome {

    /** Done; {@code version} is the one that an undo names. */
    record Changed(AppointmentId id, int version) implements ChangeOutcome {}

    /** The visit's state does not allow it. */
    record NotAllowed(AppointmentStatus status, AppointmentStatus.Act act) implements ChangeOutcome {}

    /** Too early: a visit cannot be missed before it starts. */
    record NotYet() implements ChangeOutcome {}

    /** The undo cannot be done: its time has been given to others since. */
    record SlotTaken(List<BookingOutcome.Obstacle> obstacles) implements ChangeOutcome {

        public SlotTaken {
            obstacles = List.copyOf(obstacles);
        }
    }
}
