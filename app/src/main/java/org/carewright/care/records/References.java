package org.carewright.care.records;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes references point at what is here: those within a bundle, and those that search by identifier. */
final class References {

    private References() {}

    /** The searches among the references of a resource. */
    static Set<IdentifierQuery> queries(JsonNode resource) {
        var queries = new HashSet<IdentifierQuery>();
        each(resource, holder -> {
            var query = IdentifierQuery.parse(holder.path("reference").stringValue());
            if (query != null) {
                queries.add(query);
            }
        });
        return queries;
    }

    /**
     * Lets the references within a bundle point at what its entries became.
     *
     * @param targets {@code Type/id} by fullUrl
     */
    static void point(JsonNode resource, Map<String, String> targets) {
        each(resource, holder -> {
            var target = targets.get(holder.path("reference").stringValue());
            if (target != null) {
                holder.put("reference", target);
            }
        });
    }

    /**
     * Follows the searches among the references of a resource. One that found nothing becomes a logical reference (R4,
     * section 2.3.0.4): the identifier alone, which names the same thing for good, whenever it comes. A search for a
     * Patient stays as it is: the resource waits for her.
     *
     * @param found {@code Type/id} by search
     */
    static void follow(JsonNode resource, Map<IdentifierQuery, String> found) {
        each(resource, holder -> {
            var query = IdentifierQuery.parse(holder.path("reference").stringValue());
            if (query == null) {
                return;
            }
            var resourceFound = found.get(query);
            if (resourceFound != null) {
                holder.put("reference", resourceFound);
            } else if (!query.type().equals("Patient")) {
                holder.remove("reference");
                holder.put("type", query.type());
                holder.putObject("identifier").put("system", query.system()).put("value", query.value());
            }
        });
    }

    private static void each(JsonNode node, Consumer<ObjectNode> visitor) {
        if (node instanceof ObjectNode object) {
            if (object.path("reference").isString()) {
                visitor.accept(object);
            }
            object.properties().forEach(member -> each(member.getValue(), visitor));
        } else if (node.isArray()) {
            node.forEach(item -> each(item, visitor));
        }
    }
}
