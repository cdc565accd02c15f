package org.carewright.platform.fhir;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.carewright.platform.types.Actor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Plug-in: an operation on a type, or on one resource of it ({@code ValueSet/$expand}). */
public interface FhirOperation {

    /** The R4 type it belongs to; a token needs the scope to read this, or to create it if the operation {@link #writes}. */
    String type();

    /** Its name, without the dollar sign. */
    String name();

    /** Whether it changes anything; such a one is posted. */
    default boolean writes() {
        return false;
    }

    /** The canonical address of its definition. */
    String definition();

    /**
     * Carries it out.
     *
     * @param id of the resource it was called on, or null when on the type
     * @return a Parameters, or the resource that R4 says it gives
     * @throws org.carewright.platform.types.Invalid with all that is wrong with the input
     */
    JsonNode call(@Nullable UUID id, Input input, Actor actor);

    /**
     * What it was called with: the parameters of the address, or those of a Parameters resource.
     *
     * @param texts each primitive parameter by name, as text
     * @param values the others by name: a Coding, a ValueSet
     */
    record Input(Map<String, List<String>> texts, Map<String, JsonNode> values) {

        static Input of(Map<String, List<String>> texts, @Nullable JsonNode parameters) {
            var all = new LinkedHashMap<>(texts);
            var values = new LinkedHashMap<String, JsonNode>();
            if (parameters != null) {
                for (var parameter : parameters.path("parameter")) {
                    var name = parameter.path("name").asString("");
                    parameter.properties().stream()
                            .filter(member -> member.getKey().startsWith("value")
                                    || member.getKey().equals("resource"))
                            .forEach(member -> {
                                if (member.getValue().isValueNode()) {
                                    all.merge(name, List.of(member.getValue().asString()), Input::both);
                                } else {
                                    values.put(name, member.getValue());
                                }
                            });
                }
            }
            return new Input(all, values);
        }

        private static List<String> both(List<String> one, List<String> other) {
            return Stream.concat(one.stream(), other.stream()).toList();
        }
    }
}
