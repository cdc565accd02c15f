package org.carewright.care.records;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carewright.platform.fhir.FhirJson;
import org.carewright.platform.fhir.ResourceCheck;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Resources that come in together: one bundle, one resource, or some lines of NDJSON. Checked, with their ids settled;
 * what needs the database (conditional references and creates) is left as queries.
 */
final class Incoming {

    /**
     * One resource to be taken in.
     *
     * @param label where it stands in the file: {@code entry[17]} or {@code line 17}
     * @param fullUrl by which others of the bundle refer to it, or null
     * @param condition an existing resource is looked for by this before one is made, or null
     */
    record Entry(
            String label,
            ObjectNode content,
            String type,
            String logicalId,
            @Nullable String fullUrl,
            @Nullable Condition condition) {

        ResourceId id(String source) {
            return ResourceId.of(source, type, logicalId);
        }

        /** The same for a resource that is here under an id of its own. */
        Entry as(String standingId) {
            content.put("id", standingId);
            return new Entry(label, content, type, standingId, fullUrl, null);
        }
    }

    /**
     * How an entry looks for the resource that may be here already.
     *
     * @param replaces whether it takes that one's place (a conditional update) or gives way to it (ifNoneExist)
     */
    record Condition(IdentifierQuery query, boolean replaces) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final Map<String, String> targets = new HashMap<>();

    /** The entries of a bundle, or the resource itself. */
    static Incoming of(JsonNode document) {
        var incoming = new Incoming();
        if (!document.path("resourceType").asString("").equals("Bundle")) {
            incoming.add(document, "resource", null, null);
            return incoming;
        }
        var type = document.path("type").asString("");
        var isHandedBack = type.equals("searchset") || type.equals("history");
        var index = 0;
        for (var entry : document.path("entry")) {
            var label = "entry[" + index++ + "]";
            if (!isHandedBack || !entry.path("search").path("mode").asString("").equals("outcome")) {
                incoming.add(
                        entry.path("resource"),
                        label,
                        entry.path("fullUrl").isString() ? entry.path("fullUrl").stringValue() : null,
                        isHandedBack ? null : entry.path("request"));
            }
        }
        return incoming;
    }

    /** A resource that can not be stored. */
    static Incoming refused(String label, Issue issue) {
        var incoming = new Incoming();
        incoming.reject(label, "", issue);
        return incoming;
    }

    List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    List<Rejection> rejections() {
        return rejections;
    }

    /** What a fullUrl of this bundle stands for: {@code urn:uuid:… → Patient/17}. */
    Map<String, String> targets() {
        return targets;
    }

    void reject(String label, String type, Issue issue) {
        rejections.add(new Rejection(label, type, List.of(issue)));
    }

    /** Lines of NDJSON follow one another in time: what stands several times counts as it stands last. */
    void addLine(JsonNode resource, String label) {
        var type = resource.path("resourceType").asString("");
        entries.remove(type + "/" + resource.path("id").asString(""));
        add(resource, label, null, null);
    }

    private void add(JsonNode resource, String label, @Nullable String fullUrl, @Nullable JsonNode request) {
        var type = resource.path("resourceType").asString("");
        var method = request == null || request.isMissingNode()
                ? "POST"
                : request.path("method").asString("POST");
        if (!method.equals("POST") && !method.equals("PUT")) {
            reject(
                    label,
                    type,
                    new Issue("request.method", "not-supported", method + " brings no record in; leave it out"));
            return;
        }
        var ownId = resource.path("id").asString("");
        var id = findLogicalId(ownId, method, request, fullUrl);
        if (fullUrl != null && id != null) {
            targets.put(fullUrl, type + "/" + id); // whatever becomes of it here: it may come in by another import
        }
        var faults = ResourceCheck.faults(resource);
        if (faults.isEmpty()) {
            faults = StorageLimits.faults(resource);
        }
        if (!faults.isEmpty()) {
            rejections.add(new Rejection(label, type, faults));
            return;
        }
        if (!ownId.isEmpty() && !ResourceCheck.isId(ownId)) {
            reject(label, type, Issue.value(type + ".id", "is no id: 1 to 64 letters, digits, hyphens and dots"));
            return;
        }
        var search = condition(method, request);
        var query = search == null ? null : IdentifierQuery.parse(search);
        if (search != null && query == null) {
            reject(
                    label,
                    type,
                    new Issue("request", "not-supported", "only identifier=system|value can be looked for"));
            return;
        }
        var content = (ObjectNode) resource;
        if (id == null) {
            // Computed from the content, so that it is the same when it comes again.
            id = UUID.nameUUIDFromBytes(FhirJson.of(content).bytes()).toString();
        }
        content.put("id", id);
        var condition = query == null ? null : new Condition(query, method.equals("PUT"));
        if (entries.putIfAbsent(type + "/" + id, new Entry(label, content, type, id, fullUrl, condition)) != null) {
            reject(
                    label,
                    type,
                    new Issue(type + ".id", "duplicate", "stands for a second time in this file; keep one"));
        }
    }

    private static @Nullable String condition(String method, @Nullable JsonNode request) {
        if (request == null) {
            return null;
        }
        var url = request.path("url").asString("");
        if (method.equals("PUT") && url.contains("?")) {
            return url;
        }
        var condition = request.path("ifNoneExist").asString("");
        return condition.isEmpty() ? null : url + "?" + condition;
    }

    /** A resource keeps its id; one without takes that of its URL. Null when it has none. */
    private static @Nullable String findLogicalId(
            String ownId, String method, @Nullable JsonNode request, @Nullable String fullUrl) {
        if (method.equals("PUT") && request != null) {
            var url = request.path("url").asString("");
            var id = url.substring(url.lastIndexOf('/') + 1);
            if (!url.contains("?") && ResourceCheck.isId(id)) {
                return id;
            }
        }
        if (!ownId.isEmpty()) {
            return ownId;
        }
        if (fullUrl != null) {
            var id = fullUrl.startsWith("urn:uuid:")
                    ? fullUrl.substring("urn:uuid:".length())
                    : fullUrl.substring(fullUrl.lastIndexOf('/') + 1);
            if (ResourceCheck.isId(id)) {
                return id;
            }
        }
        return null;
    }
}
