package org.carewright.foundation.patients;

import java.util.ArrayList;
import java.util.Set;
import org.carewright.platform.types.Identifier;

/** How a new record is made. */
final class Registering {

    private Registering() {}

    static Patient patient(Registration registration, Identifier mrn) {
        var identifiers = new ArrayList<>(registration.identifiers());
        identifiers.add(mrn);
        return new Patient(
                registration.id(),
                mrn.value(),
                registration.demographics(),
                identifiers,
                Set.of(registration.site()),
                null,
                1);
    }

    /** The number with a Luhn check digit (ISO/IEC 7812-1, annex B), so that a slip of the finger is seen. */
    static String mrn(long number) {
        var digits = Long.toString(number);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit * 2 : digit;
            sum += doubled / 10 + doubled % 10;
        }
        return digits + (10 - sum % 10) % 10;
    }
}
