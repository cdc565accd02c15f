package org.carewright.foundation.terminology;

import java.util.Map;
import org.carewright.platform.web.Tone;

/** What the code systems say in letters, said in words. */
final class CodeWords {

    private static final Map<String, String> NAMES = Map.of(
            "short", "Short",
            "poaExempt", "Present on admission",
            "chronic", "Chronic",
            "coverage", "Medicare",
            "kind", "Kind",
            "added", "Since");

    private static final Map<String, Map<String, String>> VALUES = Map.of(
            "poaExempt", Map.of("Y", "Exempt from reporting", "N", "To be reported"),
            "chronic", Map.of("A", "Acute", "B", "Acute or chronic", "C", "Chronic", "N", "Neither acute nor chronic"),
            "coverage",
                    Map.of(
                            "C", "The Medicare contractor decides",
                            "D", "Special coverage instructions apply",
                            "I", "Not payable by Medicare",
                            "M", "Not covered by Medicare",
                            "S", "Not covered by Medicare, by statute"),
            "kind", Map.of("modifier", "Modifier: stands behind the code of a service"));

    private CodeWords() {}

    static String name(String property) {
        return NAMES.getOrDefault(property, property);
    }

    static String value(String property, String value) {
        return VALUES.getOrDefault(property, Map.of()).getOrDefault(value, value);
    }

    /** Whether a code may stand on a claim, in a word; empty when its code system does not say. */
    static String billable(Concept concept) {
        if (concept.billable() == null) return "";
        return concept.billable() ? "Billable" : "Heading";
    }

    static Tone tone(Concept concept) {
        return Boolean.TRUE.equals(concept.billable()) ? Tone.GREEN : Tone.NEUTRAL;
    }
}
