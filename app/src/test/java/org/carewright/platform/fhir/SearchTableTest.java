package org.carewright.platform.fhir;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The table of search parameters that ships says what HAPI's R4 definitions say, with each FHIRPath turned into the JSON
 * paths it means. To write it anew after an upgrade, run this test with {@code -Dcarewright.write}.
 */
class SearchTableTest {

    private static final Path TABLE = Path.of("src/main/java/org/carewright/platform/fhir/search-r4.csv");

    /** Conformance and knowledge resources, which no chart holds. */
    private static final Set<String> LEFT_OUT = Set.of(
            "ActivityDefinition",
            "AuditEvent",
            "Binary",
            "Bundle",
            "CapabilityStatement",
            "CatalogEntry",
            "ChargeItemDefinition",
            "CodeSystem",
            "CompartmentDefinition",
            "ConceptMap",
            "EffectEvidenceSynthesis",
            "EventDefinition",
            "Evidence",
            "EvidenceVariable",
            "ExampleScenario",
            "GraphDefinition",
            "ImplementationGuide",
            "Library",
            "Measure",
            "MessageDefinition",
            "MessageHeader",
            "NamingSystem",
            "ObservationDefinition",
            "OperationDefinition",
            "OperationOutcome",
            "Parameters",
            "PlanDefinition",
            "ResearchDefinition",
            "ResearchElementDefinition",
            "RiskEvidenceSynthesis",
            "SearchParameter",
            "SpecimenDefinition",
            "StructureDefinition",
            "StructureMap",
            "Subscription",
            "SubstanceNucleicAcid",
            "SubstancePolymer",
            "SubstanceProtein",
            "SubstanceReferenceInformation",
            "SubstanceSourceMaterial",
            "SubstanceSpecification",
            "TerminologyCapabilities",
            "TestReport",
            "TestScript",
            "ValueSet",
            "VerificationResult");

    private static final Pattern STEP = Pattern.compile(
            "\\(?([A-Za-z.]+?)(?:\\.where\\(resolve\\(\\) is \\w+\\)|\\.where\\(system='(\\w+)'\\)|\\.as\\((\\w+)\\)| as (\\w+)\\))?(\\.text)?");

    private final FhirContext r4 = FhirContext.forR4();

    @Test
    void the_table_says_what_the_definitions_of_r4_say() throws IOException {
        var table = r4.getResourceTypes().stream()
                .sorted()
                .filter(type -> !LEFT_OUT.contains(type))
                .flatMap(type -> r4.getResourceDefinition(type).getSearchParams().stream()
                        .filter(SearchTableTest::isServed)
                        .sorted(Comparator.comparing(RuntimeSearchParam::getName))
                        .map(parameter -> line(type, parameter)))
                .collect(joining("\n", "", "\n"));

        if (System.getProperty("carewright.write") != null) {
            Files.writeString(TABLE, table, StandardCharsets.UTF_8);
        }

        assertThat(TABLE).content(StandardCharsets.UTF_8).isEqualTo(table);
    }

    /** Not the parameters that every type has, nor those that combine others or compare sounds. */
    private static boolean isServed(RuntimeSearchParam parameter) {
        return !parameter.getName().startsWith("_")
                && !parameter.getName().equals("phonetic")
                && !parameter.getPath().contains("exists()")
                && parameter.getParamType() != RestSearchParameterTypeEnum.COMPOSITE
                && parameter.getParamType() != RestSearchParameterTypeEnum.SPECIAL;
    }

    private String line(String type, RuntimeSearchParam parameter) {
        var paths = Arrays.stream(parameter.getPath().split("\\|"))
                .map(String::strip)
                .flatMap(
                        path -> elements(
                                path.startsWith("(" + type + ".") || path.startsWith(type + ".")
                                        ? path
                                        : type + "." + path)
                                .stream())
                .distinct()
                .collect(joining(" "));
        var targets = new TreeSet<>(parameter.getTargets());
        return String.join(
                ",",
                type,
                parameter.getName(),
                parameter.getParamType().getCode().toLowerCase(Locale.ROOT),
                String.join(" ", targets),
                paths);
    }

    /** {@code name.family:string}, {@code telecom[phone]:ContactPoint}, {@code effectivePeriod:Period}. */
    private static List<String> elements(String path) {
        Matcher step = STEP.matcher(path);
        assertThat(step.matches()).as(path).isTrue();
        var steps = step.group(1).split("\\.");
        var wanted = step.group(3) == null ? step.group(4) : step.group(3);
        var found = new ArrayList<String>();
        collect(steps[0], steps, 1, "", wanted, step.group(2), step.group(5) != null, found);
        assertThat(found).as(path).isNotEmpty();
        return found;
    }

    private static void collect(
            String type,
            String[] steps,
            int at,
            String json,
            String wanted,
            String system,
            boolean text,
            List<String> found) {
        if (at == steps.length) {
            found.add(json + (system == null ? "" : "[" + system + "]") + (text ? ".text:string" : ":" + type));
            return;
        }
        var structure = Objects.requireNonNull(Structure.R4.find(type), type);
        for (var property : structure.properties().entrySet()) {
            var element = property.getValue().element();
            var isLast = at == steps.length - 1;
            if (element.name().replace("[x]", "").equals(steps[at])
                    && (!isLast || wanted == null || property.getValue().type().equals(wanted))) {
                collect(
                        property.getValue().type(),
                        steps,
                        at + 1,
                        json.isEmpty() ? property.getKey() : json + "." + property.getKey(),
                        wanted,
                        system,
                        text,
                        found);
            }
        }
    }
}
