package org.carewright.foundation.terminology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.carewright.platform.fhir.FhirOperation;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a FHIR operation is asked: its parameters, and all that is missing or wrong in them. */
final class Asked {

    /** @param version null when none is said */
    record Canonical(String url, @Nullable String version) {}

    /**
     * @param version of the code system, null when none is said
     * @param display null when none is said
     */
    record AskedCoding(
            String system,
            @Nullable String version,
            String code,
            @Nullable String display) {}

    private final FhirOperation.Input input;
    private final List<Issue> issues = new ArrayList<>();
    private final Set<String> known = new HashSet<>(Set.of("_format", "_pretty"));

    Asked(FhirOperation.Input input) {
        this.input = input;
    }

    /** Ends the reading: throws when anything was missing or wrong, or was asked that nobody read. A flag may be off. */
    void end() {
        Stream.concat(
                        input.texts().entrySet().stream()
                                .filter(text -> !text.getValue().equals(List.of("false")))
                                .map(Map.Entry::getKey),
                        input.values().keySet().stream())
                .filter(name -> !known.contains(name))
                .distinct()
                .forEach(name -> issues.add(
                        new Issue(name, "not-supported", "“" + name + "” is not known here; leave it out.")));
        Invalid.throwIfAny(issues);
    }

    List<String> texts(String name) {
        known.add(name);
        return input.texts().getOrDefault(name, List.of()).stream()
                .filter(text -> !text.isBlank())
                .toList();
    }

    Optional<String> text(String name) {
        return texts(name).stream().findFirst();
    }

    int number(String name, int otherwise) {
        var said = text(name);
        if (said.isEmpty()) return otherwise;
        try {
            var number = Integer.parseInt(said.get());
            if (number >= 0) return number;
        } catch (NumberFormatException e) {
            // Said below, as for a number below zero.
        }
        issues.add(Issue.value(name, "“" + name + "” is a whole number from 0 up."));
        return otherwise;
    }

    boolean flag(String name) {
        var said = text(name).orElse("false");
        if (!said.equals("true") && !said.equals("false")) {
            issues.add(Issue.value(name, "“" + name + "” is true or false."));
        }
        return said.equals("true");
    }

    /** Something that the standard allows and that is not done here. */
    void refuse(String name) {
        known.add(name);
        if (input.texts().containsKey(name) || input.values().containsKey(name)) {
            issues.add(new Issue(name, "not-supported", "“" + name + "” is not read; say the url of what is here."));
        }
    }

    /** "url" or "url|version"; the version may have a parameter of its own. */
    Canonical canonical(String name, String versionName) {
        var said = text(name);
        if (said.isEmpty()) {
            issues.add(Issue.required(name, "Say which one: “" + name + "”."));
            return new Canonical("", null);
        }
        var bar = said.get().indexOf('|');
        var url = bar < 0 ? said.get() : said.get().substring(0, bar);
        var version = text(versionName).orElse(bar < 0 ? null : said.get().substring(bar + 1));
        return new Canonical(url, version);
    }

    /** The code asked for, as {@code coding} or as code and system. */
    AskedCoding coding(String systemName, String versionName) {
        known.addAll(List.of("coding", "code", "display", systemName, versionName));
        var coding = input.values().get("coding");
        if (coding != null) return coding(coding, "coding");
        var code = text("code");
        var system = text(systemName);
        if (code.isEmpty()) issues.add(Issue.required("code", "Say which code: “code”, or a “coding”."));
        if (system.isEmpty()) {
            issues.add(Issue.required(systemName, "Say of which code system: “" + systemName + "”."));
        }
        return new AskedCoding(
                system.orElse(""),
                text(versionName).orElse(null),
                code.orElse(""),
                text("display").orElse(null));
    }

    private AskedCoding coding(JsonNode coding, String path) {
        var code = coding.path("code").asString("");
        var system = coding.path("system").asString("");
        if (code.isBlank()) issues.add(Issue.required(path + ".code", "A coding needs a code."));
        if (system.isBlank()) issues.add(Issue.required(path + ".system", "A coding needs a system."));
        return new AskedCoding(system, orNull(coding.path("version")), code, orNull(coding.path("display")));
    }

    private static @Nullable String orNull(JsonNode text) {
        return text.asString("").isBlank() ? null : text.asString("");
    }

    /** The codes asked for: those of a {@code codeableConcept}, else the one. */
    List<AskedCoding> codings(String systemName, String versionName) {
        known.add("codeableConcept");
        var concept = input.values().get("codeableConcept");
        if (concept == null) return List.of(coding(systemName, versionName));
        var codings = concept.path("coding");
        if (codings.isEmpty()) {
            issues.add(Issue.required("codeableConcept.coding", "A concept needs a coding; words alone say no code."));
        }
        var found = new ArrayList<AskedCoding>();
        for (int i = 0; i < codings.size(); i++) {
            found.add(coding(codings.get(i), "codeableConcept.coding[" + i + "]"));
        }
        return found;
    }
}
