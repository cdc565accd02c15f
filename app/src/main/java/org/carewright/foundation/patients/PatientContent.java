package org.carewright.foundation.patients;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.carewright.platform.db.Params;
import org.carewright.platform.fhir.FhirResource;
import org.carewright.platform.types.Identifier;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A patient as FHIR R4 writes her, both ways. What a source says and nothing here has a place for (race, marital status,
 * contacts) is kept as it said it, and given back.
 */
public final class PatientContent {

    /** Followed by the source, the system of what that source calls its patients: their logical ids. */
    private static final String SOURCE = "urn:carewright:chart:";

    private static final String BIRTH_SEX = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex";

    private PatientContent() {}

    /**
     * A Patient as a source tells it.
     *
     * @param logicalId what the source calls her
     */
    public static ImportedPatient imported(ObjectNode patient, String source, String logicalId, Set<SiteId> sites) {
        return new ImportedPatient(
                new Identifier(SOURCE + source, logicalId),
                demographics(patient),
                identifiers(patient),
                sites,
                patient);
    }

    /** What of a Patient has a place here. */
    static Demographics demographics(JsonNode patient) {
        var deceasedAt = patient.path("deceasedDateTime").asString("");
        return new Demographics(
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
                null);
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
        try {
            return switch (dateTime.length()) {
                case 0 -> null;
                case 4 -> startOf(Year.parse(dateTime).atDay(1));
                case 7 -> startOf(YearMonth.parse(dateTime).atDay(1));
                case 10 -> startOf(LocalDate.parse(dateTime));
                default -> OffsetDateTime.parse(dateTime).toInstant();
            };
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
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

    /** Those that identify: no placeholders, none that is only said to be one. */
    static List<Identifier> identifiers(JsonNode patient) {
        var found = new ArrayList<Identifier>();
        for (var identifier : patient.path("identifier")) {
            var system = identifier.path("system").asString("");
            var value = identifier.path("value").asString("");
            if (!system.isBlank() && !value.isBlank()) {
                found.add(new Identifier(system, value));
            }
        }
        found.removeIf(PlaceholderNumbers::isPlaceholder);
        return List.copyOf(found);
    }

    /**
     * A record as a Patient. Where it says the same as its source did, the source's own words are given back, with all
     * that stood in them.
     *
     * @param said what a source said of her last, or null
     */
    static ObjectNode resource(Patient patient, @Nullable ObjectNode said, String mrnSystem, Instant lastUpdated) {
        var before = said == null ? null : demographics(said);
        var now = patient.demographics();
        var resource = said == null ? JsonNodeFactory.instance.objectNode() : said.deepCopy();
        resource.put("resourceType", "Patient");
        resource.put("id", patient.id().toString());
        meta(resource, patient, lastUpdated);
        identifiers(resource, patient, mrnSystem);
        resource.put("active", patient.mergedInto() == null);
        if (before == null || !before.names().equals(now.names())) {
            names(resource.putArray("name"), now);
        }
        if (before == null || !before.telecoms().equals(now.telecoms())) {
            telecoms(resource.putArray("telecom"), now);
        }
        if (before == null || !before.addresses().equals(now.addresses())) {
            addresses(resource.putArray("address"), now);
        }
        resource.put("gender", Params.code(now.gender()));
        if (now.birthDate() == null) {
            resource.remove("birthDate");
        } else {
            resource.put("birthDate", now.birthDate().toString());
        }
        birthSex(resource, before, now);
        death(resource, before, now);
        if (before == null || before.multipleBirth() != now.multipleBirth()) {
            resource.remove("multipleBirthInteger");
            resource.put("multipleBirthBoolean", now.multipleBirth());
        }
        if (before == null || !Objects.equals(before.language(), now.language())) {
            languages(resource, now);
        }
        if (before != null && !before.equals(now.withConfidentialReason(null))) {
            resource.remove("text"); // it tells of what was before
        }
        if (patient.mergedInto() != null) {
            resource.putArray("link")
                    .addObject()
                    .put("type", "replaced-by")
                    .putObject("other")
                    .put("reference", "Patient/" + patient.mergedInto());
        }
        withoutEmpty(resource);
        return resource;
    }

    private static void meta(ObjectNode resource, Patient patient, Instant lastUpdated) {
        var meta = resource.withObjectProperty("meta");
        meta.put("versionId", Integer.toString(patient.version()));
        meta.put("lastUpdated", FhirResource.instant(lastUpdated));
        if (patient.demographics().confidentialReason() != null) {
            meta.withArrayProperty("security")
                    .addObject()
                    .put("system", "http://terminology.hl7.org/CodeSystem/v3-Confidentiality")
                    .put("code", "R");
        }
    }

    /** The source's own words for those it said, and who else knows her by what. */
    private static void identifiers(ObjectNode resource, Patient patient, String mrnSystem) {
        var kept = JsonNodeFactory.instance.arrayNode();
        var left = new ArrayList<>(patient.identifiers());
        for (var identifier : resource.path("identifier")) {
            var number = new Identifier(
                    identifier.path("system").asString("?"),
                    identifier.path("value").asString("?"));
            if (left.remove(number) || PlaceholderNumbers.isPlaceholder(number) || !identifier.has("system")) {
                kept.add(identifier);
            }
        }
        for (var number : left) {
            var identifier = kept.addObject();
            if (number.system().equals(mrnSystem)) {
                identifier.put("use", "usual");
                identifier
                        .putObject("type")
                        .putArray("coding")
                        .addObject()
                        .put("system", "http://terminology.hl7.org/CodeSystem/v2-0203")
                        .put("code", "MR")
                        .put("display", "Medical record number");
            }
            identifier.put("system", number.system()).put("value", number.value());
        }
        resource.set("identifier", kept);
    }

    private static void names(ArrayNode names, Demographics person) {
        for (var name : person.names()) {
            var one = names.addObject().put("use", Params.code(name.use()));
            if (!name.family().isEmpty()) {
                one.put("family", name.family());
            }
            words(one, "given", name.given());
            words(one, "prefix", name.prefix());
            words(one, "suffix", name.suffix());
        }
    }

    private static void words(ObjectNode name, String element, String words) {
        if (!words.isEmpty()) {
            var array = name.putArray(element);
            Arrays.stream(words.split(" ")).forEach(array::add);
        }
    }

    private static void telecoms(ArrayNode telecoms, Demographics person) {
        for (var telecom : person.telecoms()) {
            telecoms.addObject()
                    .put("system", Params.code(telecom.system()))
                    .put("value", telecom.value())
                    .put("use", Params.code(telecom.use()));
        }
    }

    private static void addresses(ArrayNode addresses, Demographics person) {
        for (var address : person.addresses()) {
            var one = addresses.addObject().put("use", Params.code(address.use()));
            if (!address.line().isEmpty()) {
                one.putArray("line").add(address.line());
            }
            put(one, "city", address.city());
            put(one, "state", address.state());
            put(one, "postalCode", address.postalCode());
            put(one, "country", address.country());
        }
    }

    private static void put(ObjectNode object, String element, String text) {
        if (!text.isEmpty()) {
            object.put(element, text);
        }
    }

    private static void birthSex(ObjectNode resource, @Nullable Demographics before, Demographics now) {
        var said = before == null ? BirthSex.UNKNOWN : before.birthSex();
        if (said == now.birthSex()) {
            return;
        }
        var kept = JsonNodeFactory.instance.arrayNode();
        for (var extension : resource.path("extension")) {
            if (!extension.path("url").asString("").equals(BIRTH_SEX)) {
                kept.add(extension);
            }
        }
        kept.addObject()
                .put("url", BIRTH_SEX)
                .put(
                        "valueCode",
                        switch (now.birthSex()) {
                            case FEMALE -> "F";
                            case MALE -> "M";
                            case OTHER -> "OTH";
                            case UNKNOWN -> "UNK";
                        });
        resource.set("extension", kept);
    }

    private static void death(ObjectNode resource, @Nullable Demographics before, Demographics now) {
        if (before != null
                && before.deceased() == now.deceased()
                && Objects.equals(before.deceasedAt(), now.deceasedAt())) {
            return;
        }
        resource.remove("deceasedBoolean");
        resource.remove("deceasedDateTime");
        if (now.deceasedAt() != null) {
            resource.put("deceasedDateTime", FhirResource.instant(now.deceasedAt()));
        } else {
            resource.put("deceasedBoolean", now.deceased());
        }
    }

    private static void languages(ObjectNode resource, Demographics now) {
        var languages = resource.putArray("communication");
        if (now.language() != null) {
            var language = languages.addObject();
            language.putObject("language")
                    .putArray("coding")
                    .addObject()
                    .put("system", "urn:ietf:bcp:47")
                    .put("code", now.language());
            language.put("preferred", true);
        }
    }

    private static void withoutEmpty(ObjectNode resource) {
        resource.properties().stream()
                .filter(member ->
                        member.getValue().isArray() && member.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList()
                .forEach(resource::remove);
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
