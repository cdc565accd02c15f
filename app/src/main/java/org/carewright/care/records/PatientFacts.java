package org.carewright.care.records;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.carewright.foundation.patients.Address;
import org.carewright.foundation.patients.AdministrativeGender;
import org.carewright.foundation.patients.BirthDate;
import org.carewright.foundation.patients.BirthSex;
import org.carewright.foundation.patients.ContactPoint;
import org.carewright.foundation.patients.ContactPreferences;
import org.carewright.foundation.patients.Demographics;
import org.carewright.foundation.patients.HumanName;
import org.carewright.foundation.patients.ImportedPatient;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Identifier;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a FHIR Patient as the patients module takes it. */
final class PatientFacts {

    /** Followed by the source, the system of what that source calls its patients: their logical ids. */
    private static final String SOURCE = "urn:carewright:chart:";

    private static final String BIRTH_SEX = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex";

    private PatientFacts() {}

    static ImportedPatient of(JsonNode patient, String source, Set<SiteId> sites) {
        var deceasedAt = patient.path("deceasedDateTime").asString("");
        return new ImportedPatient(
                new Identifier(SOURCE + source, patient.path("id").asString()),
                new Demographics(
                        names(patient),
                        birthDate(patient.path("birthDate").asString("")),
                        constant(AdministrativeGender.class, patient.path("gender"), AdministrativeGender.UNKNOWN),
                        birthSex(patient),
                        patient.path("multipleBirthBoolean").asBoolean(false) || patient.has("multipleBirthInteger"),
                        patient.path("deceasedBoolean").asBoolean(false) || !deceasedAt.isEmpty(),
                        moment(deceasedAt),
                        telecoms(patient),
                        addresses(patient),
                        language(patient),
                        false,
                        ContactPreferences.NONE,
                        null),
                identifiers(patient),
                sites);
    }

    private static List<HumanName> names(JsonNode patient) {
        var names = new ArrayList<HumanName>();
        for (var name : patient.path("name")) {
            var family = name.path("family").asString("");
            var given = words(name.path("given"));
            if (family.isBlank() && given.isBlank()) {
                family = name.path("text").asString("");
            }
            var use = constant(HumanName.Use.class, name.path("use"), HumanName.Use.USUAL);
            var found = new HumanName(use, family, given, words(name.path("prefix")), words(name.path("suffix")));
            if (use == HumanName.Use.OFFICIAL) {
                names.addFirst(found);
            } else {
                names.add(found);
            }
        }
        return names;
    }

    private static @Nullable BirthDate birthDate(String text) {
        try {
            return switch (text.length()) {
                case 4 -> new BirthDate(LocalDate.of(Integer.parseInt(text), 1, 1), BirthDate.Precision.YEAR);
                case 7 -> new BirthDate(YearMonth.parse(text).atDay(1), BirthDate.Precision.MONTH);
                case 10 -> BirthDate.of(LocalDate.parse(text));
                default -> null;
            };
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static BirthSex birthSex(JsonNode patient) {
        for (var extension : patient.path("extension")) {
            if (extension.path("url").asString("").equals(BIRTH_SEX)) {
                return switch (extension.path("valueCode").asString("")) {
                    case "F" -> BirthSex.FEMALE;
                    case "M" -> BirthSex.MALE;
                    case "OTH" -> BirthSex.OTHER;
                    default -> BirthSex.UNKNOWN;
                };
            }
        }
        return BirthSex.UNKNOWN;
    }

    private static @Nullable Instant moment(String dateTime) {
        var date = FhirDate.find(dateTime);
        return date == null ? null : date.at();
    }

    private static List<ContactPoint> telecoms(JsonNode patient) {
        var telecoms = new ArrayList<ContactPoint>();
        for (var telecom : patient.path("telecom")) {
            telecoms.add(new ContactPoint(
                    constant(ContactPoint.Medium.class, telecom.path("system"), ContactPoint.Medium.OTHER),
                    telecom.path("value").asString(""),
                    constant(ContactPoint.Use.class, telecom.path("use"), ContactPoint.Use.HOME)));
        }
        return telecoms;
    }

    private static List<Address> addresses(JsonNode patient) {
        var addresses = new ArrayList<Address>();
        for (var address : patient.path("address")) {
            addresses.add(new Address(
                    constant(Address.Use.class, address.path("use"), Address.Use.HOME),
                    StreamSupport.stream(address.path("line").spliterator(), false)
                            .map(line -> line.asString(""))
                            .collect(Collectors.joining(", ")),
                    address.path("city").asString(""),
                    address.path("state").asString(""),
                    address.path("postalCode").asString(""),
                    address.path("country").asString("")));
        }
        return addresses;
    }

    private static @Nullable String language(JsonNode patient) {
        for (var communication : patient.path("communication")) {
            var code = communication
                    .path("language")
                    .path("coding")
                    .path(0)
                    .path("code")
                    .asString("");
            if (code.matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
                return code;
            }
        }
        return null;
    }

    private static List<Identifier> identifiers(JsonNode patient) {
        return Facts.of(patient).identifiers();
    }

    private static String words(JsonNode texts) {
        return StreamSupport.stream(texts.spliterator(), false)
                .map(text -> text.asString(""))
                .collect(Collectors.joining(" "));
    }

    /** The constant behind a FHIR code; {@code otherwise} for one we do not keep apart. */
    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode code, E otherwise) {
        return Params.find(type, code.asString("")).orElse(otherwise);
    }
}
