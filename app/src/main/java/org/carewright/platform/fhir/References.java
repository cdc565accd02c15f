package org.carewright.platform.fhir;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.carewright.platform.types.Id;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a resource refers to. */
final class References {

    /** A resource of this server, as others refer to it. */
    record Reference(String type, UUID id) {

        static Optional<Reference> parse(String text) {
            var slash = text.indexOf('/');
            if (slash <= 0 || text.length() < slash + 37) {
                return Optional.empty();
            }
            var type = text.substring(0, slash);
            return Id.find(text.substring(slash + 1, slash + 37)).map(id -> new Reference(type, id));
        }
    }

    private References() {}

    /** @param parameter the search parameter that names the references meant, or {@code *} for all */
    static Set<Reference> of(FhirResource resource, String parameter) {
        var found = new LinkedHashSet<Reference>();
        var content = FhirJson.read(resource.json());
        Consumer<String> add = text -> Reference.parse(text).ifPresent(found::add);
        if (parameter.equals("*")) {
            each(content, add);
            return found;
        }
        SearchTable.R4
                .find(resource.type(), parameter)
                .ifPresent(definition -> definition
                        .elements()
                        .forEach(element -> follow(content, element.path().split("\\."), 0, add)));
        SearchTable.R4.find(resource.type(), parameter).ifPresent(definition -> {
            if (!definition.targets().isEmpty()) {
                found.removeIf(it -> !definition.targets().contains(it.type()));
            }
        });
        return found;
    }

    /** Puts another text in the place of each reference for which there is one. */
    static void rewrite(JsonNode node, Function<String, @Nullable String> target) {
        if (node instanceof ObjectNode object) {
            if (object.path("reference").isString()) {
                var text = target.apply(object.path("reference").stringValue());
                if (text != null) {
                    object.put("reference", text);
                }
            }
            object.properties().forEach(member -> rewrite(member.getValue(), target));
        } else if (node.isArray()) {
            node.forEach(item -> rewrite(item, target));
        }
    }

    private static void follow(JsonNode node, String[] steps, int at, Consumer<String> add) {
        if (node.isArray()) {
            node.forEach(item -> follow(item, steps, at, add));
        } else if (at < steps.length) {
            follow(node.path(steps[at]), steps, at + 1, add);
        } else if (node.path("reference").isString()) {
            add.accept(node.path("reference").stringValue());
        }
    }

    private static void each(JsonNode node, Consumer<String> add) {
        if (node.isObject()) {
            if (node.path("reference").isString()) {
                add.accept(node.path("reference").stringValue());
            }
            node.properties().forEach(member -> each(member.getValue(), add));
        } else if (node.isArray()) {
            node.forEach(item -> each(item, add));
        }
    }
}
