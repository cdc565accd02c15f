package org.carewright.foundation.terminology;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.carewright.foundation.terminology.ExpansionOutcome.Expansion;
import org.carewright.foundation.terminology.LookupOutcome.Found;
import org.carewright.foundation.terminology.ValidationOutcome.NotChosen;
import org.carewright.foundation.terminology.ValidationOutcome.OtherWords;
import org.carewright.foundation.terminology.ValidationOutcome.Valid;
import org.carewright.platform.fhir.FhirOperation;
import org.carewright.platform.fhir.FhirRefusal;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The operations of a FHIR R4 terminology service on what is here: CodeSystem/$lookup and $validate-code,
 * ValueSet/$expand and $validate-code.
 *
 * <p>The answer is a Parameters or ValueSet, or {@link Invalid} with everything that was missing or unknown. Each is
 * called on its type; {@link TerminologyOperations} makes them known.
 */
@Component
class TerminologyFhir {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** How many codes an expansion holds when nobody says; a page of them, with the total. */
    private static final int USUAL_COUNT = 1_000;

    private static final int MOST = 10_000;

    private final Terminology terminology;
    private final Clock clock;

    TerminologyFhir(Terminology terminology, Clock clock) {
        this.terminology = terminology;
        this.clock = clock;
    }

    /** CodeSystem/$lookup. */
    JsonNode lookup(FhirOperation.Input input, Actor actor) {
        var asked = new Asked(input);
        var coding = asked.coding("system", "version");
        var properties = asked.texts("property");
        asked.end();
        return switch (terminology.lookup(coding.system(), coding.version(), coding.code(), actor)) {
            case Found found -> lookedUp(found, properties);
            case UnknownCode unknown -> throw notFound("code", unknown.words());
            case UnknownSystem unknown -> throw notFound("system", unknown.words());
        };
    }

    private static JsonNode lookedUp(Found found, List<String> wanted) {
        var concept = found.concept();
        var answer = new Answer()
                .add("name", "valueString", found.system().title())
                .add("version", "valueString", found.system().version())
                .add("display", "valueString", concept.display());
        var properties = new ArrayList<ObjectNode>();
        if (concept.definition() != null) properties.add(property("definition", "valueString", concept.definition()));
        properties.add(property("inactive", "valueBoolean", !concept.active()));
        if (concept.billable() != null) properties.add(property("billable", "valueBoolean", concept.billable()));
        if (concept.parent() != null) properties.add(property("parent", "valueCode", concept.parent()));
        found.children().forEach(child -> properties.add(property("child", "valueCode", child.code())));
        concept.properties().forEach((name, value) -> properties.add(property(name, "valueString", value)));
        properties.stream()
                .filter(property -> wanted.isEmpty()
                        || wanted.contains("*")
                        || wanted.contains(property.at("/part/0/valueCode").asString("")))
                .forEach(answer::add);
        return answer.json();
    }

    private static ObjectNode property(String code, String type, Object value) {
        var property = JSON.objectNode().put("name", "property");
        var parts = property.putArray("part");
        parts.addObject().put("name", "code").put("valueCode", code);
        parts.add(Answer.parameter("value", type, value));
        return property;
    }

    /** CodeSystem/$validate-code. */
    JsonNode validateCode(FhirOperation.Input input, Actor actor) {
        var asked = new Asked(input);
        asked.refuse("codeSystem");
        var codings = asked.codings("url", "version");
        asked.end();
        return judged(codings.stream()
                .map(coding ->
                        terminology.validate(coding.system(), coding.version(), coding.code(), coding.display(), actor))
                .toList());
    }

    /** ValueSet/$validate-code. */
    JsonNode validateInValueSet(FhirOperation.Input input, Actor actor) {
        var asked = new Asked(input);
        asked.refuse("valueSet");
        asked.refuse("context");
        var valueSet = asked.canonical("url", "valueSetVersion");
        var codings = asked.codings("system", "systemVersion");
        asked.end();
        return judged(codings.stream()
                .map(coding -> terminology.validateIn(
                        valueSet.url(),
                        valueSet.version(),
                        coding.system(),
                        coding.version(),
                        coding.code(),
                        coding.display(),
                        actor))
                .toList());
    }

    /** Of a CodeableConcept one coding that is valid is enough. */
    private static JsonNode judged(List<ValidationOutcome> outcomes) {
        var best = outcomes.stream().filter(Valid.class::isInstance).findFirst().orElse(outcomes.getFirst());
        return switch (best) {
            case Valid valid ->
                new Answer()
                        .add("result", "valueBoolean", true)
                        .add("display", "valueString", valid.concept().display())
                        .json();
            case OtherWords other ->
                refused("The words are “" + other.concept().display() + "”, not “" + other.display() + "”.")
                        .add("display", "valueString", other.concept().display())
                        .json();
            case NotChosen not ->
                refused("The value set " + not.valueSet() + " does not have " + not.system() + "|" + not.code() + ".")
                        .json();
            case UnknownCode unknown -> refused(unknown.words()).json();
            case UnknownSystem unknown -> throw notFound("system", unknown.words());
            case UnknownValueSet unknown -> throw notFound("url", unknown.words());
        };
    }

    private static Answer refused(String message) {
        return new Answer().add("result", "valueBoolean", false).add("message", "valueString", message);
    }

    /** ValueSet/$expand. */
    JsonNode expand(FhirOperation.Input input, Actor actor) {
        var asked = new Asked(input);
        asked.refuse("valueSet");
        asked.refuse("context");
        var valueSet = asked.canonical("url", "valueSetVersion");
        var filter = asked.text("filter").orElse("");
        var offset = asked.number("offset", 0);
        var count = Math.min(asked.number("count", USUAL_COUNT), MOST);
        var activeOnly = asked.flag("activeOnly");
        asked.end();
        var query = new CodeQuery(filter, false, activeOnly, offset, count);
        return switch (terminology.expand(valueSet.url(), valueSet.version(), query, actor)) {
            case Expansion expansion -> expanded(valueSet, query, expansion);
            case UnknownValueSet unknown -> throw notFound("url", unknown.words());
            case UnknownSystem unknown -> throw notFound("url", unknown.words());
        };
    }

    private JsonNode expanded(Asked.Canonical valueSet, CodeQuery query, Expansion expansion) {
        var answer = JSON.objectNode().put("resourceType", "ValueSet").put("url", valueSet.url());
        if (valueSet.version() != null) answer.put("version", valueSet.version());
        answer.put("status", "active");
        var into = answer.putObject("expansion");
        into.put("identifier", "urn:uuid:" + Id.fresh());
        into.put("timestamp", clock.instant().toString());
        into.put("total", expansion.total());
        into.put("offset", query.offset());
        var parameters = into.putArray("parameter");
        parameters.add(Answer.parameter("count", "valueInteger", query.count()));
        if (!query.text().isBlank()) parameters.add(Answer.parameter("filter", "valueString", query.text()));
        if (query.active()) parameters.add(Answer.parameter("activeOnly", "valueBoolean", true));
        expansion
                .systems()
                .forEach(system ->
                        parameters.add(Answer.parameter("version", "valueUri", system.url() + "|" + system.version())));
        var contains = into.putArray("contains");
        for (var concept : expansion.concepts()) {
            var entry = contains.addObject().put("system", concept.system());
            if (!concept.version().isEmpty()) entry.put("version", concept.version());
            if (!concept.active()) entry.put("inactive", true);
            entry.put("code", concept.code()).put("display", concept.display());
        }
        // R4 allows no empty list.
        if (contains.isEmpty()) into.remove("contains");
        return answer;
    }

    private static FhirRefusal notFound(String parameter, String words) {
        return new FhirRefusal(404, List.of(new Issue(parameter, "not-found", words)));
    }

    /** A Parameters resource in the making. */
    private static final class Answer {

        private final ObjectNode json = JSON.objectNode().put("resourceType", "Parameters");

        Answer add(String name, String type, Object value) {
            return add(parameter(name, type, value));
        }

        Answer add(ObjectNode parameter) {
            json.withArray("parameter").add(parameter);
            return this;
        }

        static ObjectNode parameter(String name, String type, Object value) {
            var parameter = JSON.objectNode().put("name", name);
            switch (value) {
                case Boolean is -> parameter.put(type, is);
                case Integer number -> parameter.put(type, number);
                default -> parameter.put(type, value.toString());
            }
            return parameter;
        }

        JsonNode json() {
            return json;
        }
    }
}
