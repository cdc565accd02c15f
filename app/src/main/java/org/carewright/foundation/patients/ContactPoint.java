package org.carewright.foundation.patients;

/**
 * A way to reach somebody (FHIR R4 ContactPoint). The order in a person's list is the rank: the first is tried first.
 *
 * @param value the number or address as it is written; never empty
 */
public record ContactPoint(Medium system, String value, Use use) {

    /** FHIR R4 ContactPointSystem; pagers and links count as other. */
    public enum Medium {
        PHONE,
        SMS,
        EMAIL,
        FAX,
        OTHER
    }

    /** FHIR R4 ContactPointUse. */
    public enum Use {
        HOME,
        WORK,
        MOBILE,
        TEMP,
        OLD
    }

    public ContactPoint {
        value = Text.clean(value);
    }
}
