package org.carewright.foundation.directory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.carewright.platform.types.Coding;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.Role;
import org.jspecify.annotations.Nullable;

/**
 * A service that can be booked, with what its appointment needs (FHIR R4 HealthcareService).
 *
 * @param specialty what a practitioner must be, or null for anyone
 * @param minutes how long the patient is there
 * @param buffers what is kept free around it
 * @param alignment visits begin at multiples of this many minutes of the hour
 * @param practitioners how many take part
 * @param skills all that each of them must have
 * @param roomFeatures all that the room must have
 * @param deviceKind the kind of device needed, or empty
 * @param capacity how many patients take part, more than one in a group visit
 * @param preparation what staff prepare
 * @param instructionsEn what the patient is told, in English
 * @param instructionsEs the same in Spanish
 * @param bookableBy the staff roles that may book it
 * @param limits on booking it
 * @param version for detecting lost updates
 */
public record VisitType(
        VisitTypeId id,
        String name,
        @Nullable Coding specialty,
        int minutes,
        Buffers buffers,
        int alignment,
        int practitioners,
        Set<String> skills,
        Set<String> roomFeatures,
        String deviceKind,
        int capacity,
        Modality modality,
        Colour colour,
        String preparation,
        String instructionsEn,
        String instructionsEs,
        Set<Role> bookableBy,
        Limits limits,
        boolean active,
        int version) {

    /** The roles that book visits at all. */
    public static final Set<Role> BOOKERS = Set.of(Role.COORDINATOR, Role.FRONT_DESK, Role.NURSE, Role.CLINICIAN);

    public static final List<Integer> ALIGNMENTS = List.of(5, 10, 15, 20, 30, 60);

    /**
     * Time kept free around a visit.
     *
     * @param before minutes; likewise {@code after}
     */
    public record Buffer(int before, int after) {

        public static final Buffer NONE = new Buffer(0, 0);
    }

    /** What each of the resources needs around a visit: to prepare, to clean, to write. */
    public record Buffers(Buffer practitioner, Buffer room, Buffer device) {

        public static final Buffers NONE = new Buffers(Buffer.NONE, Buffer.NONE, Buffer.NONE);
    }

    /**
     * How it may be booked.
     *
     * @param patientsBook whether a patient may choose a time herself
     * @param horizonDays how many days ahead at most, or null
     * @param overbooking how many visits against the rules a practitioner may have in a day, or null for any number
     */
    public record Limits(
            boolean patientsBook,
            @Nullable Integer horizonDays,
            @Nullable Integer overbooking) {

        public static final Limits NONE = new Limits(false, null, null);
    }

    /** How patient and practitioner meet. */
    public enum Modality {
        IN_PERSON,
        VIDEO,
        PHONE
    }

    /** Its colour on the calendar, a key into the design tokens. */
    public enum Colour {
        BLUE,
        TEAL,
        GREEN,
        AMBER,
        ORANGE,
        RED,
        PURPLE,
        GREY
    }

    public VisitType {
        skills = Set.copyOf(skills);
        roomFeatures = Set.copyOf(roomFeatures);
        bookableBy = Set.copyOf(bookableBy);
    }

    /** A visit in person with one practitioner in any room, that everyone who books may book. */
    public static VisitType named(String name, int minutes, Colour colour) {
        return new VisitType(
                VisitTypeId.fresh(),
                name,
                null,
                minutes,
                Buffers.NONE,
                15,
                1,
                Set.of(),
                Set.of(),
                "",
                1,
                Modality.IN_PERSON,
                colour,
                "",
                "",
                "",
                BOOKERS,
                Limits.NONE,
                true,
                0);
    }

    public Duration duration() {
        return Duration.ofMinutes(minutes);
    }

    VisitType with(boolean active, int version) {
        return new VisitType(
                id,
                name,
                specialty,
                minutes,
                buffers,
                alignment,
                practitioners,
                skills,
                roomFeatures,
                deviceKind,
                capacity,
                modality,
                colour,
                preparation,
                instructionsEn,
                instructionsEs,
                bookableBy,
                limits,
                active,
                version);
    }

    List<Issue> issues() {
        var issues = new ArrayList<Issue>();
        Checks.text(issues, "name", name, "Give the visit type a name.");
        Checks.within(issues, "minutes", minutes, 1, 1440, "The duration in minutes");
        buffer(issues, "buffer", buffers.practitioner(), "the practitioner");
        buffer(issues, "room", buffers.room(), "the room");
        buffer(issues, "device", buffers.device(), "the device");
        Checks.within(issues, "capacity", capacity, 1, 99, "The number of patients");
        if (limits.horizonDays() != null) {
            Checks.within(issues, "horizonDays", limits.horizonDays(), 1, 1000, "The days ahead");
        }
        if (limits.overbooking() != null) {
            Checks.within(issues, "overbooking", limits.overbooking(), 0, 99, "The visits against the rules");
        }
        Checks.within(issues, "practitioners", practitioners, 0, 9, "The number of practitioners");
        if (!ALIGNMENTS.contains(alignment)) {
            issues.add(Issue.value("alignment", "Visits can begin every 5, 10, 15, 20, 30 or 60 minutes."));
        }
        if (bookableBy.isEmpty()) {
            issues.add(Issue.required("bookableBy", "Choose at least one role that may book it."));
        } else if (!BOOKERS.containsAll(bookableBy)) {
            issues.add(Issue.value("bookableBy", "Only coordinators, front desk, nurses and clinicians book visits."));
        }
        return issues;
    }

    private static void buffer(List<Issue> issues, String name, Buffer buffer, String whose) {
        Checks.within(issues, name + "Before", buffer.before(), 0, 240, "The minutes before, of " + whose);
        Checks.within(issues, name + "After", buffer.after(), 0, 240, "The minutes after, of " + whose);
    }
}
