package org.carewright.care.scheduling;

/** Why a visit is cancelled: the codes of FHIR's appointment-cancellation-reason that a clinic uses, and our own for a move. */
public enum CancellationReason {
    PATIENT("pat", By.PATIENT, "Patient asked", true),
    PATIENT_UNABLE("pat-cpp", By.PATIENT, "Patient cannot come", true),
    PATIENT_TRANSPORT("pat-lt", By.PATIENT, "No transport", true),
    PATIENT_FEELS_BETTER("pat-fb", By.PATIENT, "Patient feels better", false),
    PATIENT_MOVED("pat-mv", By.PATIENT, "Patient moved away", false),
    PATIENT_DECEASED("pat-dec", By.PATIENT, "Patient died", false),
    PROVIDER("prov-pers", By.CLINIC, "Practitioner not available", true),
    HOSPITALIZED("prov-hosp", By.CLINIC, "Patient is in hospital", true),
    ROOM("oth-room", By.CLINIC, "Room or equipment not available", true),
    WEATHER("oth-weath", By.CLINIC, "Weather", true),
    ERROR("oth-err", By.CLINIC, "Booked in error", false),
    OTHER("other", By.CLINIC, "Other reason", true),
    /** Set by moving a visit, never chosen by hand. */
    RESCHEDULED("rescheduled", By.CLINIC, "Moved to another time", false);

    private final String code;
    private final By by;
    private final String words;
    private final boolean needRemains;

    CancellationReason(String code, By by, String words, boolean needRemains) {
        this.code = code;
        this.by = by;
        this.words = words;
        this.needRemains = needRemains;
    }

    public String code() {
        return code;
    }

    /** Whose decision it usually is. */
    public By by() {
        return by;
    }

    public String words() {
        return words;
    }

    /** Whether the patient still needs the visit, so that a new one should be made. */
    public boolean needRemains() {
        return needRemains;
    }

    static CancellationReason of(String code) {
        for (var reason : values()) {
            if (reason.code.equals(code)) {
                return reason;
            }
        }
        throw new IllegalArgumentException("no cancellation reason " + code);
    }

    /** Who cancelled. */
    public enum By {
        PATIENT,
        CLINIC
    }
}
