package org.carewright.foundation.patients;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Identifier;
import org.springframework.util.StringUtils;

/** Demographics as a person reads them. */
final class InWords {

    private static final Map<String, String> SYSTEMS = Map.of(
            DuplicateRules.SSN,
            "Social security",
            "http://hl7.org/fhir/sid/us-ssn-last4",
            "Social security, last four",
            "urn:oid:2.16.840.1.113883.4.3.25",
            "Driver’s license",
            "http://hl7.org/fhir/sid/passport-USA",
            "Passport",
            "http://standardhealthrecord.org/fhir/StructureDefinition/passportNumber",
            "Passport",
            "http://hospital.smarthealthit.org",
            "Hospital number",
            "http://hl7.org/fhir/sid/us-medicare",
            "Medicare",
            "https://github.com/synthetichealth/synthea",
            "Synthea");

    private InWords() {}

    /** The numbers that mean something to people, the clinic's own first: not the names under which sources keep the record. */
    static List<Identifier> shown(List<Identifier> identifiers, String mrnSystem) {
        return identifiers.stream()
                .filter(identifier -> !identifier.system().startsWith("urn:carewright:chart:"))
                .sorted(Comparator.comparing(identifier -> !identifier.system().equals(mrnSystem)))
                .toList();
    }

    /** Every component of {@link Rebase#COMPONENTS} with what stands there; an empty list when nothing does. */
    static SequencedMap<String, List<String>> of(Demographics person) {
        var words = new LinkedHashMap<String, List<String>>();
        words.put("names", person.names().stream().map(InWords::name).toList());
        var born = person.birthDate();
        words.put("birth date", born == null ? List.of() : List.of(birthDate(born)));
        words.put("gender", List.of(sentence(person.gender())));
        words.put("sex at birth", List.of(sentence(person.birthSex())));
        words.put("multiple birth", person.multipleBirth() ? List.of("Twin or more") : List.of());
        words.put("death", death(person));
        words.put(
                "phones and e-mail",
                person.telecoms().stream().map(InWords::telecom).toList());
        words.put("addresses", person.addresses().stream().map(InWords::address).toList());
        words.put("language", language(person));
        words.put("contact preferences", preferences(person.preferences()));
        var reason = person.confidentialReason();
        words.put("confidentiality", reason == null ? List.of() : List.of("Confidential: " + reason));
        return words;
    }

    static String name(HumanName name) {
        return switch (name.use()) {
            case OFFICIAL, USUAL -> name.full();
            case NICKNAME -> name.full() + " (preferred)";
            case MAIDEN -> name.full() + " (maiden name)";
            case OLD -> name.full() + " (former)";
            case ANONYMOUS -> name.full() + " (alias)";
        };
    }

    static String birthDate(BirthDate born) {
        var pattern = switch (born.precision()) {
            case DAY -> "MMM d, yyyy";
            case MONTH -> "MMMM yyyy";
            case YEAR -> "yyyy";
        };
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(born.date());
    }

    static String telecom(ContactPoint way) {
        var use = way.use() == ContactPoint.Use.OLD ? "no longer used" : Params.code(way.use());
        return way.value() + " (" + (way.system() == ContactPoint.Medium.SMS ? "texts, " : "") + use + ")";
    }

    static String address(Address address) {
        var place = Text.clean(address.state() + " " + address.postalCode());
        return String.join(
                ", ",
                Stream.of(address.line(), address.city(), place, country(address))
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    private static String country(Address address) {
        return address.country().equals("US") ? "" : address.country();
    }

    private static List<String> language(Demographics person) {
        var tag = person.language();
        var interpreter = person.interpreterNeeded() ? "Interpreter needed" : "";
        return Stream.of(tag == null ? "" : Language.name(tag), interpreter)
                .filter(words -> !words.isEmpty())
                .toList();
    }

    private static List<String> death(Demographics person) {
        var at = person.deceasedAt();
        if (!person.deceased()) {
            return List.of();
        }
        return List.of(at == null ? "Deceased" : "Deceased " + at.toString().substring(0, 10));
    }

    static List<String> preferences(ContactPreferences preferences) {
        var preferred = preferences.preferred();
        return Stream.of(
                        preferred == null ? "" : "Prefers " + channel(preferred),
                        preferences.quietFrom() == null
                                ? ""
                                : "Quiet from " + preferences.quietFrom() + " to " + preferences.quietUntil(),
                        preferences.doNotContact().isEmpty()
                                ? ""
                                : "Not by "
                                        + String.join(
                                                ", ",
                                                preferences.doNotContact().stream()
                                                        .map(InWords::channel)
                                                        .toList()))
                .filter(words -> !words.isEmpty())
                .toList();
    }

    static String channel(ContactPreferences.Channel channel) {
        return switch (channel) {
            case PHONE -> "phone";
            case SMS -> "text message";
            case EMAIL -> "e-mail";
            case LETTER -> "letter";
            case PORTAL -> "portal";
        };
    }

    /** What an identifier's system is called; the system itself when it has no name here. */
    static String system(String system, String mrnSystem) {
        return system.equals(mrnSystem) ? "MRN" : SYSTEMS.getOrDefault(system, system);
    }

    /** An identifier's value; of a social security number only the end. */
    static String identifier(Identifier identifier) {
        var value = identifier.value();
        return identifier.system().equals(DuplicateRules.SSN) && value.length() > 4
                ? "•••-••-" + value.substring(value.length() - 4)
                : value;
    }

    /** With a capital at the beginning. */
    static String title(String words) {
        return StringUtils.capitalize(words);
    }

    static String side(MergeChoices.Side side) {
        return switch (side) {
            case INTO -> "Of the record that stays";
            case FROM -> "Of the merged one";
            case BOTH -> "Both";
        };
    }

    static String act(String act) {
        return switch (act) {
            case "register" -> "Registered";
            case "import" -> "Imported";
            case "site" -> "Made known at a site";
            case "merge" -> "Merged";
            case "undo-merge" -> "Merge taken back";
            case "remove" -> "Removed";
            default -> "Changed";
        };
    }

    /** A birth date as a form shows it, to be typed again. */
    static String typed(LocalDate date, BirthDate.Precision precision) {
        return switch (precision) {
            case DAY -> DateTimeFormatter.ofPattern("M/d/uuuu", Locale.ENGLISH).format(date);
            case MONTH -> DateTimeFormatter.ofPattern("M/uuuu", Locale.ENGLISH).format(date);
            case YEAR -> Integer.toString(date.getYear());
        };
    }

    /** An enum constant as a word with a capital: {@code FEMALE} is {@code Female}. */
    static String sentence(Enum<?> constant) {
        return title(Params.code(constant).replace('-', ' '));
    }
}
