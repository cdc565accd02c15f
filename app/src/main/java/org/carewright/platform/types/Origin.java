package org.carewright.platform.types;

/**
 * Why and from where something is done; it becomes part of the audit row.
 *
 * @param route the route's pattern ({@code GET /patients/{id}}) or command ({@code carewright import fhir})
 * @param purpose HL7 v3 PurposeOfUse, one of the constants here
 * @param address network address of the caller, or {@code local}
 */
public record Origin(String route, String purpose, String address) {

    /** Treatment. */
    public static final String TREATMENT = "TREAT";

    /** Emergency treatment: access by break-glass. */
    public static final String EMERGENCY = "ETREAT";

    /** Healthcare operations: everything that arranges care and keeps the clinic running. */
    public static final String OPERATIONS = "HOPERAT";
}
