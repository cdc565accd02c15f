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
 * @param bufferBefore minutes kept free before
 * @param bufferAfter minutes kept free after
 * @param alignment visits begin at multiples of this many minutes of the hour
 * @param practitioners how many take part
 * @param roomFeatures all that the room must have
 * @param deviceKind the kind of device needed, or empty
 * @param preparation what staff prepare
 * @param instructionsEn what the patient is told, in English
 * @param instructionsEs the same in Spanish
 * @param bookableBy the staff roles that may book it
 * @param version for detecting lost updates
 */
public record VisitType(
        VisitTypeId id,
        String name,
        @Nullable Coding specialty,
        int minutes,
        int bufferBefore,
        int bufferAfter,
        int alignment,
        int practitioners,
        Set<String> roomFeatures,
        String deviceKind,
        Modality modality,
        Colour colour,
        String preparation,
        String instructionsEn,
        String instructionsEs,
        Set<Role> bookableBy,
        boolean active,
        int version) {

    /** The roles that book visits at all. */
    public static final Set<Role> BOOKERS = Set.of(Role.COORDINATOR, Role.FRONT_DESK, Role.NURSE, Role.CLINICIAN);

    public static final List<Integer> ALIGNMENTS = List.of(5, 10, 15, 20, 30, 60);

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
                0,
                0,
                15,
                1,
                Set.of(),
                "",
                Modality.IN_PERSON,
                colour,
                "",
                "",
                "",
                BOOKERS,
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
                bufferBefore,
                bufferAfter,
                alignment,
                practitioners,
                roomFeatures,
                deviceKind,
                modality,
                colour,
                preparation,
                instructionsEn,
                instructionsEs,
                bookableBy,
                active,
                version);
    }

    List<Issue> issues() {
        var issues = new ArrayList<Issue>();
        Checks.text(issues, "name", name, "Give the visit type a name.");
        Checks.within(issues, "minutes", minutes, 1, 1440, "The duration in minutes");
        Checks.within(issues, "bufferBefore", bufferBefore, 0, 240, "The minutes before");
        Checks.within(issues, "bufferAfter", bufferAfter, 0, 240, "The minutes after");
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
}
