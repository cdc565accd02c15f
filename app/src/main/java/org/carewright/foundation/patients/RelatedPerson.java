package org.carewright.foundation.patients;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody close to a patient (FHIR R4 RelatedPerson), and what the patient or the law lets that person do.
 *
 * @param relationship in words: daughter, neighbour, court-appointed guardian
 * @param emergency whether to call first in an emergency
 * @param limits of the authority, in words: "appointments only, nothing about mental health"
 * @param evidence what was seen for it, where it is kept
 * @param validFrom first day of the authority, or null: always
 * @param validUntil first day after it, or null: until withdrawn
 * @param version 0 for one not yet kept
 */
public record RelatedPerson(
        RelatedPersonId id,
        PatientId patient,
        String name,
        String relationship,
        String phone,
        String email,
        boolean emergency,
        Set<Authority> authorities,
        String limits,
        String evidence,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil,
        int version) {

    /** What somebody may do for a patient. */
    public enum Authority {
        RECEIVE_INFORMATION("May be told about the patient"),
        MAKE_APPOINTMENTS("May make and change appointments"),
        HEALTH_CARE_PROXY("Decides when the patient cannot (health-care proxy)"),
        GUARDIAN("Guardian");

        private final String words;

        Authority(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public RelatedPerson {
        name = Text.clean(name);
        relationship = Text.clean(relationship);
        phone = Text.clean(phone);
        email = Text.clean(email);
        limits = Text.clean(limits);
        evidence = Text.clean(evidence);
        var given = EnumSet.noneOf(Authority.class);
        given.addAll(authorities);
        authorities = Collections.unmodifiableSet(given);
    }

    /** Whether there is authority on this day; for what, the {@link #authorities} and {@link #limits} say. */
    public boolean hasAuthority(LocalDate day) {
        return !authorities.isEmpty()
                && (validFrom == null || !day.isBefore(validFrom))
                && (validUntil == null || day.isBefore(validUntil));
    }

    List<Issue> issues() {
        var issues = new ArrayList<Issue>();
        if (name.isEmpty()) {
            issues.add(Issue.required("name", "Give the name."));
        }
        if (relationship.isEmpty()) {
            issues.add(Issue.required("relationship", "Say who this is to the patient."));
        }
        if (!authorities.isEmpty() && evidence.isEmpty()) {
            issues.add(Issue.required("evidence", "Say what shows this authority, and where it is kept."));
        }
        if (validFrom != null && validUntil != null && !validFrom.isBefore(validUntil)) {
            issues.add(Issue.value("validUntil", "The authority must end after it begins."));
        }
        return issues;
    }
}
