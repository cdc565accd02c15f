package org.carewright.platform.fhir;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * What FHIR R4 says of each resource and data type: its elements, how often they occur, and their types.
 *
 * <p>Read from {@code structure-r4.csv}: one line per element with type, element, minimum, maximum (-1: any number),
 * the types it may have, and {@code s} when it belongs to a summary; a code with a required binding lists its codes after {@code =}.
 */
final class Structure {

    /** The structure of R4, read when first used. */
    static final Structure R4 = read();

    /**
     * @param name {@code Patient}, {@code HumanName}, or {@code Patient.contact} for a part that has no name of its own
     * @param properties by JSON property; a choice has one for each of its types
     * @param required elements that must be there
     */
    record Type(String name, Map<String, Property> properties, List<Element> required) {}

    /**
     * @param name as the specification writes it: {@code value[x]} for a choice
     * @param isSummary whether a summary of the resource has it
     * @param properties the JSON properties that may carry it
     */
    record Element(String name, boolean required, boolean repeats, boolean isSummary, List<String> properties) {
        boolean isChoice() {
            return properties.size() > 1;
        }
    }

    /**
     * @param type name of its type
     * @param codes the codes of its required binding; empty when any will do
     */
    record Property(Element element, String type, Set<String> codes) {}

    private final Map<String, Type> types = new HashMap<>();
    private final Set<String> resources = new HashSet<>();

    private Structure() {}

    /** The structure of a resource or data type, or null when R4 has none of this name. */
    @Nullable
    Type find(String name) {
        return types.get(name);
    }

    boolean isResource(String name) {
        return resources.contains(name);
    }

    private static Structure read() {
        var structure = new Structure();
        var file = Objects.requireNonNull(Structure.class.getResourceAsStream("structure-r4.csv"));
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> structure.add(line.split(",", -1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return structure;
    }

    private void add(String[] line) {
        var type = types.computeIfAbsent(line[0], name -> new Type(name, new HashMap<>(), new ArrayList<>()));
        if (line[1].isEmpty()) {
            if (line[4].equals("resource")) {
                resources.add(line[0]);
            }
            return;
        }
        var isChoice = line[1].endsWith("[x]");
        var stem = isChoice ? line[1].substring(0, line[1].length() - "[x]".length()) : line[1];
        var names = Arrays.stream(line[4].split(" "))
                .map(name -> name.split("=", 2))
                .toList();
        var element = new Element(
                line[1],
                !line[2].equals("0"),
                !line[3].equals("1"),
                line[5].equals("s"),
                names.stream()
                        .map(name -> isChoice ? stem + StringUtils.capitalize(name[0]) : stem)
                        .toList());
        if (element.required()) {
            type.required().add(element);
        }
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            var codes = name.length == 1
                    ? Set.<String>of()
                    : Arrays.stream(name[1].split("\\|")).collect(toUnmodifiableSet());
            type.properties().put(element.properties().get(i), new Property(element, name[0], codes));
        }
    }
}
