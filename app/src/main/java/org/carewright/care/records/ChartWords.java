package org.carewright.care.records;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;

/** Turns a resource's elements into lines that a person reads, whatever its type. */
final class ChartWords {

    /** One element, and the lines of its value. */
    record Fact(String name, List<String> lines) {}

    private static final Pattern SEMANTIC_TAG = Pattern.compile(
            " \\((disorder|finding|procedure|situation|regime/therapy|observable entity|qualifier value|"
                    + "occupation|morphologic abnormality|event|substance|product|physical object|person|organism|record artifact)\\)$");

    private static final Pattern LOINC_PROPERTY =
            Pattern.compile(" \\[[^\\]]*(/|Presence|Ratio|Entitic|Titer)[^\\]]*]");

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private static final Set<String> NOT_SHOWN = Set.of(
            "resourceType",
            "id",
            "meta",
            "text",
            "contained",
            "extension",
            "modifierExtension",
            "implicitRules",
            "subject",
            "patient",
            "medicationReference", // the title has its name
            "presentedForm",
            "content",
            "identifier",
            "status",
            "language");

    private static final List<String> CHOICES = List.of(
            "Quantity",
            "CodeableConcept",
            "String",
            "DateTime",
            "Period",
            "Boolean",
            "Integer",
            "Range",
            "Reference",
            "Ratio",
            "Age",
            "Date",
            "Timing");

    /** HL7 v3 ActEncounterCode, which comes without its words more often than with them. */
    private static final Map<String, String> ENCOUNTER_CLASSES = Map.ofEntries(
            Map.entry("AMB", "Ambulatory"),
            Map.entry("EMER", "Emergency"),
            Map.entry("FLD", "In the field"),
            Map.entry("HH", "Home health"),
            Map.entry("IMP", "Inpatient"),
            Map.entry("ACUTE", "Inpatient, acute"),
            Map.entry("NONAC", "Inpatient, non-acute"),
            Map.entry("OBSENC", "Observation"),
            Map.entry("PRENC", "Pre-admission"),
            Map.entry("SS", "Short stay"),
            Map.entry("VR", "Virtual"));

    private static final Pattern DATE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(T(\\d{2}:\\d{2}).*)?");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d, uuuu", Locale.US);

    private static final int DEEPEST = 3;

    private ChartWords() {}

    /**
     * A display as people say it, without SNOMED's tag of what kind of thing it is, "(disorder)", and without LOINC's
     * property, "[Mass/volume]"; the unit of a result tells that.
     */
    static String plain(String display) {
        var untagged = SEMANTIC_TAG.matcher(display).replaceFirst("");
        return LOINC_PROPERTY.matcher(untagged).replaceAll("");
    }

    /** Whether SNOMED's tag tells a circumstance or observation rather than a disorder. */
    static boolean isCircumstance(String display) {
        return display.endsWith("(finding)") || display.endsWith("(situation)");
    }

    /** {@code in-progress} as "in progress", {@code HH} stays. */
    static String status(String code) {
        return code.replace('-', ' ');
    }

    static List<Fact> facts(JsonNode resource) {
        var facts = new ArrayList<Fact>();
        resource.properties().forEach(member -> {
            if (!NOT_SHOWN.contains(member.getKey()) && !member.getKey().startsWith("_")) {
                var lines = lines(member.getValue(), 0);
                if (!lines.isEmpty()) {
                    facts.add(new Fact(name(member.getKey()), lines));
                }
            }
        });
        return facts;
    }

    private static List<String> lines(JsonNode value, int depth) {
        if (!value.isArray()) {
            var words = words(value, depth);
            return words.isEmpty() ? List.of() : List.of(words);
        }
        var lines = new ArrayList<String>();
        for (var item : value) {
            var words = words(item, depth);
            if (!words.isEmpty() && !lines.contains(words)) {
                lines.add(words);
            }
        }
        return lines;
    }

    /** The name alone: the folder says nothing to who reads a chart. */
    static String fileName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** A UCUM unit as people write it: mmHg for mm[Hg], 10³/µL for 10*3/uL, nothing for a mere count. */
    static String unit(String ucum) {
        return ucum.replace("{#}", "")
                .replaceAll("[\\[\\]{}]", "")
                .replace("10*3", "10³")
                .replace("10*6", "10⁶")
                .replace("10*9", "10⁹")
                .replace("uL", "µL");
    }

    /** What a value says, by its shape. */
    static String words(JsonNode value, int depth) {
        if (!value.isObject()) {
            return value.isValueNode() ? scalar(value.asString("")) : "";
        }
        if (value.path("text").isString() && !value.has("div")) {
            return plain(value.path("text").stringValue());
        }
        if (value.path("coding").isArray()) {
            var coding = value.path("coding").path(0);
            return plain(coding.path("display").asString(coding.path("code").asString("")));
        }
        if (value.path("display").isString()) {
            return plain(value.path("display").stringValue());
        }
        if (value.path("value").isNumber()) {
            return (value.path("comparator").asString("")
                            + value.path("value").decimalValue().toPlainString() + " "
                            + unit(value.path("unit")
                                    .asString(value.path("currency").asString(""))))
                    .strip();
        }
        if (value.has("start") || value.has("end")) {
            return "from " + scalar(value.path("start").asString("?"))
                    + (value.has("end") ? " until " + scalar(value.path("end").asString()) : "");
        }
        if (value.path("reference").isString()) {
            return value.path("reference").stringValue();
        }
        if (value.path("identifier").path("value").isString()) {
            return value.path("identifier").path("value").stringValue();
        }
        if (value.path("code").isString() && value.has("system")) {
            var code = value.path("code").stringValue();
            return ENCOUNTER_CLASSES.getOrDefault(code, code);
        }
        return depth >= DEEPEST ? "" : parts(value, depth + 1);
    }

    private static String parts(JsonNode value, int depth) {
        var parts = new ArrayList<String>();
        value.properties().forEach(member -> {
            if (!NOT_SHOWN.contains(member.getKey()) && !member.getKey().startsWith("_")) {
                var words = String.join(", ", lines(member.getValue(), depth));
                if (!words.isEmpty()) {
                    parts.add(name(member.getKey()).toLowerCase(Locale.ROOT) + " " + words);
                }
            }
        });
        return String.join("; ", parts);
    }

    /** A date is read as a date, on the clock it was written by; everything else stands as it is. */
    private static String scalar(String text) {
        var date = DATE.matcher(text);
        if (!date.matches()) {
            return text;
        }
        try {
            var day = DAY.format(LocalDate.parse(date.group(1)));
            return date.group(3) == null ? day : day + ", " + date.group(3);
        } catch (DateTimeException e) {
            return text;
        }
    }

    /** {@code medicationCodeableConcept} as "Medication", {@code recordedDate} as "Recorded date". */
    static String name(String element) {
        var stem = element;
        for (var choice : CHOICES) {
            if (element.endsWith(choice) && element.length() > choice.length()) {
                stem = element.substring(0, element.length() - choice.length());
                break;
            }
        }
        return StringUtils.capitalize(HUMP.matcher(stem).replaceAll(" ").toLowerCase(Locale.ROOT));
    }
}
