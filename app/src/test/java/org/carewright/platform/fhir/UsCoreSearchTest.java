package org.carewright.platform.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.fhirpath.IFhirPathEvaluationContext;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.carewright.CarewrightTest;
import org.carewright.FhirVisitor;
import org.carewright.foundation.directory.DirectoryFixtures;
import org.carewright.platform.tokens.TokenFixtures;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the server of US Core shall and should be searched by: its own examples are found by what its own search
 * parameters pick from them, and not by anything else.
 */
@CarewrightTest
class UsCoreSearchTest {

    private static final Path GUIDES = Path.of("../../shared/data/igs");

    private static final String EXPECTATION = "http://hl7.org/fhir/StructureDefinition/capabilitystatement-expectation";
    private static final String COMBINATION =
            "http://hl7.org/fhir/StructureDefinition/capabilitystatement-search-parameter-combination";

    /** No example says when a plan is for, or by what an encounter is known elsewhere; in 6.1 none when a condition was asserted. */
    private static final Map<String, Set<String>> UNPROVED = Map.of(
            "us_core_610",
            Set.of(
                    "CarePlan?patient&category&date",
                    "CarePlan?patient&category&status&date",
                    "Condition?patient&asserted-date",
                    "Encounter?identifier"),
            "us_core_700",
            Set.of("CarePlan?patient&category&date", "CarePlan?patient&category&status&date", "Encounter?identifier"));

    @LocalServerPort
    private int port;

    @Autowired
    private DirectoryFixtures directory;

    @Autowired
    private TokenFixtures tokens;

    private final FhirContext r4 = FhirContext.forR4();
    private final IFhirPath paths = r4.newFhirPath();

    private FhirVisitor client;
    private JsonNode served;

    /** Parameters that are asked for together, or one alone. */
    private record Wanted(String type, Map<String, Definition> definitions) {

        @Override
        public String toString() {
            return type + "?" + String.join("&", definitions.keySet());
        }
    }

    private record Definition(String kind, String expression) {}

    /** A resource of the guide, and what became of it here. */
    private record Example(String name, JsonNode answer, Resource content) {

        String id() {
            return answer.path("id").asString();
        }
    }

    /** @param values by parameter */
    private record Search(String type, Map<String, String> values) {

        Search with(String name, String value) {
            var others = new LinkedHashMap<>(values);
            others.put(name, value);
            return new Search(type, others);
        }

        @Override
        public String toString() {
            return values.entrySet().stream()
                    .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&", "/" + type + "?", ""));
        }
    }

    @BeforeEach
    void open() {
        assumeTrue(Files.exists(GUIDES), "the guides are not on this machine");
        client = new FhirVisitor(port, tokens.token(directory.site()));
        served = client.get("/metadata").body().path("rest").path(0).path("resource");
        paths.setEvaluationContext(new IFhirPathEvaluationContext() {
            @Override
            public IBase resolveReference(IIdType reference, @Nullable IBase context) {
                return r4.getResourceDefinition(reference.getResourceType()).newInstance();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"us_core_610", "us_core_700"})
    void every_search_that_us_core_asks_for_is_declared(String guide) throws IOException {
        var files = files(guide);
        var declared = new HashMap<String, String>();
        for (var resource : served) {
            for (var parameter : resource.path("searchParam")) {
                declared.put(
                        resource.path("type").asString() + "."
                                + parameter.path("name").asString(),
                        parameter.path("type").asString());
            }
        }

        var wanted = wanted(files);

        assertThat(wanted).hasSizeGreaterThan(100);
        for (var each : wanted) {
            each.definitions()
                    .forEach((name, definition) -> assertThat(declared)
                            .as(each.toString())
                            .containsEntry(each.type() + "." + name, definition.kind()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"us_core_610", "us_core_700"})
    void every_example_is_found_by_what_it_holds_and_by_nothing_else(String guide) throws IOException {
        var files = files(guide);
        var examples = stored(files);
        var faults = new ArrayList<String>();
        var unproved = new ArrayList<String>();

        for (var wanted : wanted(files)) {
            var values = new LinkedHashMap<Example, Map<String, List<String>>>();
            examples.stream()
                    .filter(example -> example.content().fhirType().equals(wanted.type()))
                    .forEach(example -> values.put(example, values(example, wanted, examples)));
            var hits = new LinkedHashSet<Search>();
            var misses = new LinkedHashSet<Search>();
            values.values().forEach(held -> searches(wanted, held, hits, misses));
            if (hits.isEmpty()) {
                unproved.add(wanted.toString());
            }
            hits.forEach(search -> faults.addAll(compared(wanted, search, values)));
            misses.stream()
                    .filter(search -> !found(search).isEmpty())
                    .forEach(search -> faults.add(search + " finds something"));
        }

        assertThat(faults).isEmpty();
        assertThat(new HashSet<>(unproved)).isEqualTo(UNPROVED.get(guide));
    }

    /** Searches that must find what holds these values, and for one example some that must find nothing. */
    private static void searches(Wanted wanted, Map<String, List<String>> held, Set<Search> hits, Set<Search> misses) {
        var most = held.values().stream().mapToInt(List::size).max().orElse(0);
        if (held.values().stream().anyMatch(List::isEmpty)) {
            return;
        }
        var first = search(wanted, held, 0);
        for (int i = 0; i < most; i++) {
            hits.add(search(wanted, held, i));
        }
        if (!misses.isEmpty()) {
            return;
        }
        wanted.definitions().forEach((name, definition) -> {
            var value = first.values().getOrDefault(name, "");
            misses.add(first.with(name, nothing(definition.kind())));
            if (definition.kind().equals("token") && value.contains("|")) {
                misses.add(first.with(name, value.replaceFirst("^[^|]*", "urn:nowhere")));
            }
        });
    }

    private static Search search(Wanted wanted, Map<String, List<String>> held, int number) {
        var values = new LinkedHashMap<String, String>();
        held.forEach((name, texts) -> values.put(name, texts.get(number % texts.size())));
        return new Search(wanted.type(), values);
    }

    /** What no example holds. */
    private static String nothing(String kind) {
        return switch (kind) {
            case "date" -> "1801-01-01";
            case "reference" -> new UUID(0, 1).toString();
            default -> "nothing";
        };
    }

    /** The examples that a search misses, or finds though they lack a value; of words and dates only the first. */
    private List<String> compared(Wanted wanted, Search search, Map<Example, Map<String, List<String>>> values) {
        var found = found(search);
        var isExact = wanted.definitions().values().stream()
                .allMatch(definition -> Set.of("token", "reference").contains(definition.kind()));
        var faults = new ArrayList<String>();
        values.forEach((example, held) -> {
            var isMeant = search.values().entrySet().stream()
                    .allMatch(it -> held.getOrDefault(it.getKey(), List.of()).contains(it.getValue()));
            if (isMeant && !found.contains(example.id())) {
                faults.add(search + " does not find " + example.name());
            } else if (isExact && !isMeant && found.contains(example.id())) {
                faults.add(search + " finds " + example.name());
            }
        });
        return faults;
    }

    private Set<String> found(Search search) {
        var answer = client.get(search + "&_count=500&_elements=id");
        assertThat(answer.status()).as(search + " " + answer.response().body()).isEqualTo(200);
        assertThat(answer.link("next")).as(search.toString()).isNull();
        return answer.entries().stream().map(it -> it.path("id").asString()).collect(Collectors.toSet());
    }

    /** What to search with for this example, by parameter. */
    private Map<String, List<String>> values(Example example, Wanted wanted, List<Example> examples) {
        var values = new LinkedHashMap<String, List<String>>();
        wanted.definitions()
                .forEach((name, definition) -> values.put(
                        name,
                        switch (name) {
                            // The server's own, whatever the example says
                            case "_id" -> List.of(example.id());
                            case "_lastUpdated" ->
                                dates(example.answer()
                                        .path("meta")
                                        .path("lastUpdated")
                                        .asString());
                            default ->
                                paths.evaluate(example.content(), definition.expression(), IBase.class).stream()
                                        .flatMap(value -> texts(definition.kind(), value, examples))
                                        .distinct()
                                        .toList();
                        }));
        return values;
    }

    private static Stream<String> texts(String kind, IBase value, List<Example> examples) {
        if (kind.equals("date")) {
            return switch (value) {
                case BaseDateTimeType date when date.hasValue() -> dates(date.getValueAsString()).stream();
                case Period period ->
                    Stream.of(
                                    period.hasStart()
                                            ? "ge" + period.getStartElement().getValueAsString()
                                            : null,
                                    period.hasEnd()
                                            ? "le" + period.getEndElement().getValueAsString()
                                            : null,
                                    "gt1801",
                                    "lt2201")
                            .filter(Objects::nonNull);
                default -> Stream.of();
            };
        }
        return switch (value) {
            case CodeableConcept concept ->
                concept.getCoding().stream().flatMap(coding -> texts(kind, coding, examples));
            case Coding coding -> tokens(coding.getSystem(), coding.getCode());
            case Identifier identifier -> tokens(identifier.getSystem(), identifier.getValue());
            case HumanName name -> texts(Stream.of(List.of(name.getFamilyElement()), name.getGiven()));
            case Address address ->
                texts(Stream.of(
                        address.getLine(),
                        List.of(address.getCityElement(), address.getStateElement(), address.getPostalCodeElement())));
            case Reference reference ->
                examples.stream()
                        .filter(example -> example.name().equals(reference.getReference()))
                        .flatMap(example -> Stream.of(example.content().fhirType() + "/" + example.id(), example.id()));
            case PrimitiveType<?> primitive -> texts(Stream.of(List.of(primitive)));
            default -> throw new AssertionError(value.fhirType());
        };
    }

    private static Stream<String> texts(Stream<? extends Collection<? extends PrimitiveType<?>>> parts) {
        return parts.flatMap(Collection::stream)
                .filter(PrimitiveType::hasValue)
                .map(part -> escaped(part.getValueAsString()));
    }

    private static Stream<String> tokens(@Nullable String system, @Nullable String code) {
        return code == null
                ? Stream.of()
                : Stream.of((system == null ? "" : escaped(system)) + "|" + escaped(code), escaped(code));
    }

    private static List<String> dates(String date) {
        return List.of(date, "ge" + date, "le" + date);
    }

    private static String escaped(String text) {
        return text.replaceAll("([,|$\\\\])", "\\\\$1");
    }

    /** What a server shall or should be searched by. */
    private static List<Wanted> wanted(Map<String, JsonNode> files) {
        var wanted = new ArrayList<Wanted>();
        var definitions = definitions(files);
        var statement = Objects.requireNonNull(files.get("CapabilityStatement-us-core-server.json"));
        for (var resource : statement.path("rest").path(0).path("resource")) {
            var type = resource.path("type").asString();
            for (var parameter : resource.path("searchParam")) {
                if (isExpected(parameter)) {
                    wanted.add(wanted(type, Stream.of(parameter.path("name")), definitions));
                }
            }
            for (var extension : resource.path("extension")) {
                if (extension.path("url").asString().equals(COMBINATION) && isExpected(extension)) {
                    var names = extension
                            .path("extension")
                            .valueStream()
                            .filter(it -> it.path("url").asString().equals("required"))
                            .map(it -> it.path("valueString"));
                    wanted.add(wanted(type, names, definitions));
                }
            }
        }
        return wanted;
    }

    private static Wanted wanted(String type, Stream<JsonNode> names, Map<String, Definition> definitions) {
        var wanted = new Wanted(type, new LinkedHashMap<>());
        names.map(JsonNode::asString)
                .forEach(name -> wanted.definitions()
                        .put(name, Objects.requireNonNull(definitions.get(type + "." + name), name)));
        return wanted;
    }

    private static boolean isExpected(JsonNode node) {
        return node.path("extension")
                .valueStream()
                .filter(it -> it.path("url").asString().equals(EXPECTATION))
                .anyMatch(it ->
                        Set.of("SHALL", "SHOULD").contains(it.path("valueCode").asString()));
    }

    /** Without the types that a path narrows a choice to, for which HAPI would have to know the definitions of R4. */
    private static Map<String, Definition> definitions(Map<String, JsonNode> files) {
        var definitions = new HashMap<String, Definition>();
        files.values().stream()
                .filter(it -> it.path("resourceType").asString().equals("SearchParameter"))
                .forEach(it -> definitions.put(
                        it.path("base").path(0).asString() + "."
                                + it.path("code").asString(),
                        new Definition(
                                it.path("type").asString(),
                                it.path("expression")
                                        .asString()
                                        .replaceAll("\\((\\S+) as \\w+\\)|\\.as\\(\\w+\\)", "$1"))));
        return definitions;
    }

    /** All examples of the guide that may be created here, in one transaction. */
    private List<Example> stored(Map<String, JsonNode> files) {
        var contents = new TreeMap<String, ObjectNode>();
        files.forEach((path, content) -> {
            if (path.startsWith("example/")) {
                contents.put(name(content), (ObjectNode) content);
                content.path("entry").forEach(it -> {
                    if (it.path("resource") instanceof ObjectNode resource) {
                        contents.put(name(resource), resource);
                    }
                });
            }
        });
        contents.values().removeIf(it -> !isCreated(it.path("resourceType").asString()));
        var bundle = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Bundle")
                .put("type", "transaction");
        var entries = bundle.putArray("entry");
        contents.forEach((name, content) -> {
            // Two of the examples are the same person, and other tests may have stored them too
            content.path("identifier").forEach(it -> {
                if (name.startsWith("Patient/") && it instanceof ObjectNode identifier) {
                    identifier.put("value", UUID.randomUUID().toString());
                }
            });
            var entry = entries.addObject().put("fullUrl", name);
            entry.set("resource", content);
            entry.putObject("request")
                    .put("method", "POST")
                    .put("url", content.path("resourceType").asString());
        });

        var answer = client.post("", bundle.toString());

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        var answers = answer.entries().iterator();
        return contents.entrySet().stream()
                .map(it -> new Example(it.getKey(), answers.next(), (Resource)
                        r4.newJsonParser().parseResource(it.getValue().toString())))
                .toList();
    }

    private static String name(JsonNode resource) {
        return resource.path("resourceType").asString() + "/"
                + resource.path("id").asString();
    }

    private boolean isCreated(String type) {
        return served.valueStream()
                .filter(it -> it.path("type").asString().equals(type))
                .flatMap(it -> it.path("interaction").valueStream())
                .anyMatch(it -> it.path("code").asString().equals("create"));
    }

    /** The JSON of a package by its names there. */
    private static Map<String, JsonNode> files(String guide) throws IOException {
        var files = new TreeMap<String, JsonNode>();
        var wanted = Set.of("example", "SearchParameter", "CapabilityStatement");
        try (var tar =
                new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(GUIDES.resolve(guide + ".tgz"))))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var name = entry.getName().replaceFirst("^package/", "");
                if (name.endsWith(".json") && wanted.contains(name.split("[/-]", 2)[0])) {
                    files.put(name, FhirJson.read(new String(tar.readAllBytes(), StandardCharsets.UTF_8)));
                }
            }
        }
        assertThat(new HashSet<>(files.keySet())).hasSizeGreaterThan(200);
        return files;
    }
}
