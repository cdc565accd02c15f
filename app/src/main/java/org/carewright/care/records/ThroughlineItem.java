package org.carewright.care.records;

import java.time.Instant;
import org.carewright.platform.web.Tone;
import org.jspecify.annotations.Nullable;

/**
 * One thing on the line of a patient's past and future.
 *
 * @param kind what it is; decides its icon and the filter it belongs to
 * @param at when it happened, began or is planned
 * @param exact how exactly {@code at} is known
 * @param title what a person reads first
 * @param detail one more fact, or empty
 * @param status its state in words, or empty
 * @param tone whether it asks for attention
 * @param path where a click leads
 * @param encounter the chart encounter it belongs to, by which the line is grouped; null when none
 */
public record ThroughlineItem(
        Kind kind,
        Instant at,
        Exactness exact,
        String title,
        String detail,
        String status,
        Tone tone,
        String path,
        @Nullable ResourceId encounter) {

    /** The kinds in the order their filters are shown. */
    public enum Kind {
        LOOP("Open loops", "desk"),
        BOOKING("Bookings", "calendar"),
        ENCOUNTER("Encounters", "walk-in"),
        CONDITION("Conditions", "heart"),
        RESULT("Results", "lab"),
        MEDICATION("Medications", "pill"),
        PROCEDURE("Procedures", "wrench"),
        IMMUNIZATION("Immunizations", "syringe"),
        ALLERGY("Allergies", "allergy"),
        CARE_PLAN("Care plans", "plan"),
        DOCUMENT("Documents", "note");

        private final String title;
        private final String icon;

        Kind(String title, String icon) {
            this.title = title;
            this.icon = icon;
        }

        public String title() {
            return title;
        }

        /** Name of the symbol in the icon sprite. */
        public String icon() {
            return icon;
        }
    }

    /** How much of a FHIR date is there: {@code 1987}, {@code 1987-05}, {@code 1987-05-02}, or with the time. */
    public enum Exactness {
        YEAR,
        MONTH,
        DAY,
        TIME
    }
}
