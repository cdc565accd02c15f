package org.carewright.care.waitlist;

/** How soon a visit is needed (FHIR R4 RequestPriority), the most urgent first. */
enum Priority {
    STAT("Immediately"),
    ASAP("As soon as possible"),
    URGENT("Urgent"),
    ROUTINE("Routine");

    private final String words;

    Priority(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
