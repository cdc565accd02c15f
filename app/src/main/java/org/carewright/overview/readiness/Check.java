package org.carewright.overview.readiness;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The checks of a visit, a column each; every one is derived. */
enum Check {
    CONFIRMED("Confirmed") {
        @Override
        Finding of(Facts visit) {
            if (!visit.status().equals("booked")) {
                return Finding.notNeeded(visit.status().equals("pending") ? "Only held" : "Under way");
            }
            return visit.confirmed()
                    ? Finding.ready("Confirmed")
                    : Finding.toDo("Not confirmed", "Call", "/schedule/visits/" + visit.visit());
        }
    },
    REACHABLE("Reachable") {
        @Override
        Finding of(Facts visit) {
            if (visit.byPhone() || visit.byEmail()) {
                return Finding.ready(visit.byPhone() ? "By phone" : "By e-mail");
            }
            return Finding.problem("No way to reach the patient", "Ask for one", patient(visit));
        }
    },
    REGISTRATION("Registration") {
        @Override
        Finding of(Facts visit) {
            var missing = new ArrayList<String>();
            if (visit.birthDate() == null) {
                missing.add("birth date");
            }
            if (!visit.addressed()) {
                missing.add("address");
            }
            if (isMinor(visit.birthDate(), visit.day()) && !visit.represented()) {
                missing.add("who speaks for the child");
            }
            return missing.isEmpty()
                    ? Finding.ready("Complete")
                    : Finding.toDo("Missing: " + String.join(", ", missing), "Complete it", patient(visit));
        }
    },
    LANGUAGE("Language") {
        @Override
        Finding of(Facts visit) {
            var language = visit.language();
            if (language == null && !visit.interpreterNeeded()) {
                return Finding.toDo("Language not asked", "Ask", patient(visit));
            }
            if (language != null && visit.spoken().stream().anyMatch(spoken -> sameLanguage(spoken, language))) {
                return Finding.ready(languageName(language));
            }
            if (visit.practitioner() == null || (!visit.interpreterNeeded() && "en".equals(language))) {
                return Finding.ready(language == null ? "Any" : languageName(language));
            }
            var whose = language == null ? "an interpreter" : "an interpreter for " + languageName(language);
            return Finding.toDo("Needs " + whose, "Arrange or move", "/schedule/visits/" + visit.visit());
        }
    },
    TIME("Time and place") {
        @Override
        Finding of(Facts visit) {
            var move = "/schedule/visits/" + visit.visit() + "/move";
            if (visit.overrideReason() != null) {
                return Finding.ready("Booked against the rules: " + visit.overrideReason());
            }
            if (visit.siteClosed()) {
                return Finding.problem("The site is closed that day", "Move", move);
            }
            return visit.away()
                    ? Finding.problem("The practitioner is away then", "Move", move)
                    : Finding.ready("As planned");
        }
    },
    SAME_DAY("Same day") {
        @Override
        Finding of(Facts visit) {
            return visit.another() == null
                    ? Finding.ready("Only visit")
                    : Finding.toDo("Has another visit that day", "See both", patient(visit) + "/visits");
        }
    },
    OPEN_WORK("Open work") {
        @Override
        Finding of(Facts visit) {
            var open = visit.open();
            return open.isEmpty()
                    ? Finding.ready("Nothing open")
                    : Finding.toDo(
                            open.getFirst() + (open.size() == 1 ? "" : ", and " + (open.size() - 1) + " more"),
                            "See it",
                            patient(visit) + "/loops");
        }
    };

    private static final int OF_AGE = 18;

    private final String title;

    Check(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    abstract Finding of(Facts visit);

    static Map<Check, Finding> all(Facts visit) {
        var findings = new EnumMap<Check, Finding>(Check.class);
        for (var check : values()) {
            findings.put(check, check.of(visit));
        }
        return findings;
    }

    /** How far a check is met, the worst last. */
    enum State {
        NOT_NEEDED,
        READY,
        TO_DO,
        PROBLEM
    }

    /**
     * What a check found.
     *
     * @param remedy label of the act that mends it, or empty
     * @param path where that is done
     */
    record Finding(State state, String words, String remedy, String path) {

        static Finding ready(String words) {
            return new Finding(State.READY, words, "", "");
        }

        static Finding notNeeded(String words) {
            return new Finding(State.NOT_NEEDED, words, "", "");
        }

        static Finding toDo(String words, String remedy, String path) {
            return new Finding(State.TO_DO, words, remedy, path);
        }

        static Finding problem(String words, String remedy, String path) {
            return new Finding(State.PROBLEM, words, remedy, path);
        }
    }

    private static String patient(Facts visit) {
        return "/patients/" + visit.patient();
    }

    private static boolean isMinor(@Nullable LocalDate born, LocalDate day) {
        return born != null && Period.between(born, day).getYears() < OF_AGE;
    }

    private static boolean sameLanguage(String one, String other) {
        return Locale.forLanguageTag(one)
                .getLanguage()
                .equals(Locale.forLanguageTag(other).getLanguage());
    }

    private static String languageName(String language) {
        return Locale.forLanguageTag(language).getDisplayLanguage(Locale.US);
    }
}
