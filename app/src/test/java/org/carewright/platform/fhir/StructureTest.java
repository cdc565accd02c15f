package org.carewright.platform.fhir;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import ca.uhn.fhir.context.RuntimeChildPrimitiveEnumerationDatatypeDefinition;
import ca.uhn.fhir.context.RuntimeResourceDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The table of structures that ships is the one HAPI's R4 definitions give. To write it anew after an upgrade, run this
 * test with {@code -Dcarewright.write}.
 */
class StructureTest {

    private static final Path TABLE = Path.of("src/main/java/org/carewright/platform/fhir/structure-r4.csv");

    private final FhirContext r4 = FhirContext.forR4();
    private final Map<Object, String> names = new HashMap<>();
    private final Map<String, List<String>> lines = new TreeMap<>();

    @Test
    void the_table_says_what_the_definitions_of_r4_say() throws IOException {
        new TreeSet<>(r4.getResourceTypes()).forEach(type -> describe(type, r4.getResourceDefinition(type)));
        var table = lines.values().stream().flatMap(List::stream).collect(joining("\n", "", "\n"));

        if (System.getProperty("carewright.write") != null) {
            Files.writeString(TABLE, table, StandardCharsets.UTF_8);
        }

        assertThat(TABLE).content(StandardCharsets.UTF_8).isEqualTo(table);
    }

    private void describe(String name, BaseRuntimeElementCompositeDefinition<?> type) {
        names.put(type, name);
        var rows = new ArrayList<String>();
        lines.put(name, rows);
        if (type instanceof RuntimeResourceDefinition) {
            rows.add(name + ",,,,resource,");
        } else if (type.getChildren().isEmpty()) {
            rows.add(name + ",,,,type,");
        }
        for (var child : type.getChildren()) {
            rows.add(name + "," + child.getElementName() + (isChoice(child) ? "[x]" : "") + "," + child.getMin() + ","
                    + child.getMax() + "," + types(name, child) + "," + (child.isSummary() ? "s" : ""));
        }
    }

    private static boolean isChoice(BaseRuntimeChildDefinition child) {
        return child instanceof RuntimeChildChoiceDefinition && !isExtension(child);
    }

    private static boolean isExtension(BaseRuntimeChildDefinition child) {
        return child.getElementName().equals("extension")
                || child.getElementName().equals("modifierExtension");
    }

    private String types(String parent, BaseRuntimeChildDefinition child) {
        if (isExtension(child)) {
            return named(parent, child.getElementName(), r4.getElementDefinition("Extension"));
        }
        if (child.getElementName().equals("contained")
                || child.getValidChildNames().stream().allMatch(name -> child.getChildByName(name) == null)) {
            return "Resource";
        }
        return child.getValidChildNames().stream()
                .sorted()
                .map(name -> named(parent, child.getElementName(), child.getChildByName(name)) + codes(child))
                .distinct()
                .collect(joining(" "));
    }

    private String named(String parent, String element, @Nullable BaseRuntimeElementDefinition<?> type) {
        if (!(type instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
            var name = Objects.requireNonNull(type).getName();
            return name.equals("contained") || name.equals("DirectChildResource") ? "Resource" : name;
        }
        if (!names.containsKey(type)) {
            var backbone = r4.getElementDefinition(composite.getName()) == null
                    || composite.getImplementingClass().getEnclosingClass() != null;
            describe(backbone ? parent + "." + element : composite.getName(), composite);
        }
        return Objects.requireNonNull(names.get(type));
    }

    private static String codes(BaseRuntimeChildDefinition child) {
        if (!(child instanceof RuntimeChildPrimitiveEnumerationDatatypeDefinition enumeration)) {
            return "";
        }
        var bound = enumeration.getBoundEnumType();
        return Arrays.stream(bound.getEnumConstants())
                .flatMap(constant -> code(bound, constant))
                .collect(joining("|", "=", ""));
    }

    private static Stream<String> code(Class<?> type, Object constant) {
        try {
            return constant.toString().equals("NULL")
                    ? Stream.empty()
                    : Stream.of((String) type.getMethod("toCode").invoke(constant));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
