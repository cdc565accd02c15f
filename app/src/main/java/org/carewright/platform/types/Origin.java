package org.carewright.platform.types;

/**
 * Why and from where something is done; it becomes part of the audit row.
 *
 * @param route the route's pattern ({@code GET /patients/{id}}) or command ({@code carewright import fhir})
 * @param purpose HL7 PurposeOfUse: {@code TREAT}, {@code ETREAT} (break-glass), {@code HOPERAT}…
 * @param address network address of the caller, or {@code local}
 */
public record Origin(String route, String purpose, String address) {}
