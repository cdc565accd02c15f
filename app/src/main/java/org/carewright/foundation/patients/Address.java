package org.carewright.foundation.patients;

/**
 * A postal address (FHIR R4 Address); what is not known is empty.
 *
 * @param line street, house, flat; several lines are separated by a comma
 * @param state for the United States its two letters
 * @param country ISO 3166 code or name
 */
public record Address(Use use, String line, String city, String state, String postalCode, String country) {

    /** FHIR R4 AddressUse. */
    public enum Use {
        HOME,
        WORK,
        TEMP,
        OLD,
        BILLING
    }

    public Address {
        line = Text.clean(line);
        city = Text.clean(city);
        state = Text.clean(state);
        postalCode = Text.clean(postalCode);
        country = Text.clean(country);
    }

    boolean isEmpty() {
        return line.isEmpty() && city.isEmpty() && state.isEmpty() && postalCode.isEmpty() && country.isEmpty();
    }
}
