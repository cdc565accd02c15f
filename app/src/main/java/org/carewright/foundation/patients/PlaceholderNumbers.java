package org.carewright.foundation.patients;

import java.util.Set;
import org.carewright.platform.types.Identifier;

/** Social security numbers that forms are filled with where the number is not known; they name nobody. */
public final class PlaceholderNumbers {

    private static final String SSN = "http://hl7.org/fhir/sid/us-ssn";
    private static final Set<String> COUNTED = Set.of("123456789", "987654321");

    private PlaceholderNumbers() {}

    public static boolean isPlaceholder(Identifier identifier) {
        if (!identifier.system().equals(SSN)) {
            return false;
        }
        var digits = Words.digits(identifier.value());
        return COUNTED.contains(digits) || digits.chars().distinct().count() < 2;
    }
}
