package org.carewright.care.records;

/** What a reviewer decided about a result. */
public enum Decision {
    NO_ACTION("No action needed"),
    PATIENT_TOLD("Patient told"),
    FOLLOW_UP("Follow-up arranged"),
    REPEAT("To be repeated"),
    REFERRED("Referred");

    private final String words;

    Decision(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
