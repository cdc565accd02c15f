package org.carewright.bench;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.MetadataResource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "conformance",
        description =
                "What is served of the demo's patients against implementation guides: errors that the source has not.")
final class ConformanceBench implements Callable<Integer> {

    /** Whose records the demo's are. */
    private static final String SOURCE = "ehr";

    private static final JsonMapper JSON = new JsonMapper();

    @Option(names = "--guide", description = "Packages. Default: ${DEFAULT-VALUE}.")
    private List<Path> guides =
            List.of(Path.of("../shared/data/igs/us_core_610.tgz"), Path.of("../shared/data/igs/us_core_700.tgz"));

    @Option(names = "--sample", description = "The bundles that the demo was made of. Default: ${DEFAULT-VALUE}.")
    private Path sample = Path.of("../shared/data/synthea-ohio-60/fhir-r4-bundles.tar.gz");

    @Option(names = "--patients", description = "How many patients. Default: ${DEFAULT-VALUE}.")
    private int patients = 10;

    /** A resource as it is served and, where it came from elsewhere, as its source said it. */
    private record Pair(String type, String served, String source) {}

    @Override
    public Integer call() throws Exception {
        try (var scratch = Scratch.make()) {
            var pairs = new ArrayList<Pair>();
            String version;
            try (var clinic = Clinic.serve(scratch.of("data"), "--demo");
                    var database = clinic.database()) {
                version = Clinic.version(database);
                pairs.addAll(pairs(new FhirClient(clinic.address(), clinic.token("system/*.rs"))));
            }
            return judge(pairs, version);
        }
    }

    private int judge(List<Pair> pairs, String version) throws IOException {
        var rows = new ArrayList<List<String>>();
        var news = new TreeSet<String>();
        for (var guide : guides) {
            var validator = validator(guide);
            long served = 0;
            long source = 0;
            long found = 0;
            for (var pair : pairs) {
                var before = pair.source().isEmpty() ? Set.<String>of() : errors(validator, pair.source());
                var now = errors(validator, pair.served());
                served += now.size();
                source += before.size();
                now.removeAll(before);
                found += now.size();
                now.forEach(error -> news.add(pair.type() + ": " + error));
            }
            rows.add(List.of(
                    guide.getFileName().toString().replace(".tgz", ""),
                    Figures.number(pairs.size()),
                    Long.toString(source),
                    Long.toString(served),
                    Long.toString(found)));
        }
        var page = new Figures(
                        "conformance",
                        "What is served, against US Core",
                        "bin/bench conformance --patients " + patients,
                        version)
                .text("Each resource of `Patient/[id]/$everything` for " + patients
                        + " patients of the demo, validated by HAPI's validator against the profiles it claims in the package, beside"
                        + " the same resource as its source said it. Errors are counted once for each resource, without ids; codes of systems that nobody may ship (SNOMED CT, LOINC) are"
                        + " unknown to both.")
                .table(List.of("package", "resources", "errors in the source", "errors as served", "new"), rows);
        if (!news.isEmpty()) {
            page.text("New:\n\n" + news.stream().limit(40).map(it -> "- " + it).collect(Collectors.joining("\n")));
        }
        page.keep();
        return news.isEmpty() ? 0 : 1;
    }

    private List<Pair> pairs(FhirClient client) throws IOException {
        var sources = sources();
        var pairs = new ArrayList<Pair>();
        var first = JSON.readTree(client.resource("Patient?_count=" + patients));
        for (var entry : first.path("entry")) {
            var next = "Patient/" + entry.path("resource").path("id").asString() + "/$everything";
            while (!next.isEmpty()) {
                var page = JSON.readTree(client.resource(next));
                for (var item : page.path("entry")) {
                    var resource = item.path("resource");
                    var type = resource.path("resourceType").asString();
                    pairs.add(new Pair(type, resource.toString(), sources.getOrDefault(key(resource), "")));
                }
                next = link(page);
            }
        }
        return pairs;
    }

    private static String link(JsonNode page) {
        for (var link : page.path("link")) {
            if (link.path("relation").asString().equals("next")) {
                return link.path("url").asString();
            }
        }
        return "";
    }

    private static String key(JsonNode resource) {
        return resource.path("resourceType").asString().equals("Patient")
                ? ssn(resource)
                : resource.path("id").asString();
    }

    private static String ssn(JsonNode patient) {
        for (var identifier : patient.path("identifier")) {
            if (identifier.path("system").asString("").equals("http://hl7.org/fhir/sid/us-ssn")) {
                return identifier.path("value").asString();
            }
        }
        return "";
    }

    /** The resources of the sample, by the ids that they get here. */
    private Map<String, String> sources() throws IOException {
        var sources = new HashMap<String, String>();
        for (var bundle : Sample.read(sample).values()) {
            for (var entry : JSON.readTree(bundle).path("entry")) {
                var resource = entry.path("resource");
                var name = SOURCE + "/" + resource.path("resourceType").asString() + "/"
                        + resource.path("id").asString();
                var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
                sources.put(
                        resource.path("resourceType").asString().equals("Patient") ? ssn(resource) : id.toString(),
                        resource.toString());
            }
        }
        return sources;
    }

    /** Without what names the resource itself. */
    private static Set<String> errors(FhirValidator validator, String resource) {
        return validator.validateWithResult(resource).getMessages().stream()
                .filter(message -> message.getSeverity() == ResultSeverityEnum.ERROR
                        || message.getSeverity() == ResultSeverityEnum.FATAL)
                .map(message -> message.getLocationString() + " "
                        + message.getMessage()
                                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "…")
                                .replaceAll("urn:uuid:…|[A-Z][A-Za-z]+/…", "…"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @SuppressWarnings("deprecation") // HAPI has nothing yet in place of the class that tells of unknown code systems
    private static FhirValidator validator(Path guide) throws IOException {
        var context = FhirContext.forR4();
        var guides = new PrePopulatedValidationSupport(context);
        var parser = context.newJsonParser();
        for (var file : new TreeMap<>(Sample.read(guide)).entrySet()) {
            if (file.getKey().matches("(StructureDefinition|ValueSet|CodeSystem)-.*")
                    && parser.parseResource(file.getValue()) instanceof MetadataResource definition) {
                guides.addResource(definition);
            }
        }
        var chain = new ValidationSupportChain(
                new DefaultProfileValidationSupport(context),
                guides,
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context),
                new SnapshotGeneratingValidationSupport(context));
        return context.newValidator().registerValidatorModule(new FhirInstanceValidator(chain));
    }
}
