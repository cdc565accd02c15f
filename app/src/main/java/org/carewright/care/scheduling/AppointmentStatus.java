package org.carewright.care.scheduling;

import java.util.Set;
import org.carewright.platform.types.Permission;

/**
 * The state of a visit, with FHIR R4 AppointmentStatus codes and the acts each state allows.
 *
 * <p>{@code CHECKED_IN} is a visit in progress: "the encounter may begin" in FHIR's words. {@code PENDING} is a time that is
 * held for a patient until a moment; {@code PROPOSED} an opening that nothing keeps from others.
 */
public enum AppointmentStatus {
    PROPOSED("proposed", "Proposed", Set.of()),
    PENDING("pending", "Held", Set.of(Act.BOOK, Act.LET_GO)),
    BOOKED(
            "booked",
            "Booked",
            Set.of(Act.CONFIRM, Act.ARRIVE, Act.START, Act.CHECK_OUT, Act.NO_SHOW, Act.RESCHEDULE, Act.CANCEL)),
    ARRIVED("arrived", "Arrived", Set.of(Act.START, Act.CHECK_OUT, Act.CANCEL)),
    CHECKED_IN("checked-in", "In progress", Set.of(Act.CHECK_OUT)),
    FULFILLED("fulfilled", "Checked out", Set.of()),
    CANCELLED("cancelled", "Cancelled", Set.of(Act.DECLINE_REBOOK)),
    NOSHOW("noshow", "No-show", Set.of(Act.DECLINE_REBOOK)),
    ENTERED_IN_ERROR("entered-in-error", "Withdrawn", Set.of());

    private final String code;
    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<Act> acts;

    AppointmentStatus(String code, String words, Set<Act> acts) {
        this.code = code;
        this.words = words;
        this.acts = acts;
    }

    public String code() {
        return code;
    }

    /** What a person reads. */
    public String words() {
        return words;
    }

    public boolean allows(Act act) {
        return acts.contains(act);
    }

    /** Whether the visit is still to come or under way. */
    public boolean isLive() {
        return switch (this) {
            case PENDING, BOOKED, ARRIVED, CHECKED_IN -> true;
            case PROPOSED, FULFILLED, CANCELLED, NOSHOW, ENTERED_IN_ERROR -> false;
        };
    }

    /** Whether the visit keeps its practitioner, room and time from others. */
    boolean holdsResources() {
        return isLive() || this == FULFILLED;
    }

    /** What can be done to a visit. */
    public enum Act {
        BOOK("booked"),
        LET_GO("let go"),
        CONFIRM("confirmed"),
        ARRIVE("arrival recorded"),
        START("started"),
        CHECK_OUT("checked out"),
        NO_SHOW("recorded as no-show"),
        RESCHEDULE("moved"),
        CANCEL("cancelled"),
        DECLINE_REBOOK("closed without a new visit"),
        UNDO("taken back");

        private final String words;

        Act(String words) {
            this.words = words;
        }

        /** What it takes to do this, and to take it back. */
        Permission permission() {
            return switch (this) {
                case ARRIVE, START, CHECK_OUT, NO_SHOW -> Permission.RECORD_ARRIVAL;
                case BOOK, LET_GO, CONFIRM, RESCHEDULE, CANCEL, DECLINE_REBOOK, UNDO -> Permission.BOOK;
            };
        }

        /** The past participle, to be said of the visit: "The visit was …". */
        public String words() {
            return words;
        }
    }
}
