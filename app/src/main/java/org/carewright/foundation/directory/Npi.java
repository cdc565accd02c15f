package org.carewright.foundation.directory;

/** The National Provider Identifier, a number with a check digit (45 CFR 162.406). */
public final class Npi {

    /** The identifier system (FHIR R4 {@code Identifier.system}). */
    public static final String SYSTEM = "http://hl7.org/fhir/sid/us-npi";

    /** The Luhn sum of 80840, which CMS puts before an NPI to compute the check digit. */
    private static final int PREFIX_SUM = 24;

    private Npi() {}

    /** Whether the text is ten digits, the first 1 or 2, the last a right check digit. */
    public static boolean isValid(String text) {
        return text.matches("[12][0-9]{9}") && (PREFIX_SUM + luhnSum(text)) % 10 == 0;
    }

    private static int luhnSum(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            boolean doubled = (digits.length() - i) % 2 == 0;
            sum += doubled ? digit * 2 / 10 + digit * 2 % 10 : digit;
        }
        return sum;
    }
}
