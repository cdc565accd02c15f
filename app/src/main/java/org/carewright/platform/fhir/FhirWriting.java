package org.carewright.platform.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carewright.platform.tokens.ApiTokens.Caller;
import org.carewright.platform.tokens.Scopes.Interaction;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.Stale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Takes what clients bring: checked against R4 here, and by the rules of the module that keeps the type. */
@Service
public class FhirWriting {

    private final FhirTypes types;
    private final FhirReading reading;
    private final FhirSearchStore store;

    FhirWriting(FhirTypes types, FhirReading reading, FhirSearchStore store) {
        this.types = types;
        this.reading = reading;
        this.store = store;
    }

    /**
     * What a write led to.
     *
     * @param status of HTTP: 201 made, 200 changed or there already
     */
    record Written(int status, FhirResource resource) {}

    /**
     * Makes a resource, unless one that meets a condition is there.
     *
     * @param ifNoneExist the condition, as the parameters of a search, or null
     * @throws Invalid with all that is wrong; nothing is written
     */
    @Transactional
    Written create(String type, ObjectNode content, @Nullable Map<String, List<String>> ifNoneExist, Caller caller) {
        FhirReading.requireScope(type, Interaction.CREATE, caller);
        var there = ifNoneExist == null ? null : findOne(type, ifNoneExist, caller);
        return there == null ? create(type, Id.fresh(), content, caller) : new Written(200, there);
    }

    /** As above, under an id that was promised to others of a bundle. */
    @Transactional
    Written create(String type, UUID id, ObjectNode content, Caller caller) {
        FhirReading.requireScope(type, Interaction.CREATE, caller);
        var place = writable(type);
        check(type, content);
        place.create(id, content, caller.actor());
        return new Written(201, current(place, id));
    }

    /**
     * Puts new content in the place of a resource.
     *
     * @param version the one the client has seen, or null for whichever stands
     * @throws Stale if it is not the current one
     * @throws org.carewright.platform.types.NotFound if there is no such resource: ids are given here, not brought
     */
    @Transactional
    Written update(String type, UUID id, @Nullable Integer version, ObjectNode content, Caller caller) {
        FhirReading.requireScope(type, Interaction.UPDATE, caller);
        var place = writable(type);
        var before = reading.getToChange(type, id, caller);
        if (place.load(List.of(id)).isEmpty()) {
            throw new FhirRefusal(
                    405, "not-supported", "This " + type + " is of the directory: its own page changes it.");
        }
        check(type, content);
        var ownId = content.path("id").asString("");
        if (!ownId.equals(id.toString())) {
            throw new FhirRefusal(400, List.of(Issue.value(type + ".id", "Give the resource the id of its address.")));
        }
        if (version != null && version != before.version()) {
            throw new Stale("resource");
        }
        place.update(id, before.version(), content, caller.actor());
        return new Written(200, current(place, id));
    }

    /** Changes some elements of a resource: RFC 6902. */
    @Transactional
    Written patch(String type, UUID id, @Nullable Integer version, byte[] patch, Caller caller) {
        FhirReading.requireScope(type, Interaction.UPDATE, caller);
        var before = reading.getToChange(type, id, caller);
        var after = JsonPatch.apply(patch, before.json());
        return update(type, id, version == null ? (Integer) before.version() : version, after, caller);
    }

    /**
     * The one resource that meets a condition, or null. Until this transaction ends nobody else makes one.
     *
     * @throws FhirRefusal if there are several
     */
    @Nullable
    FhirResource findOne(String type, Map<String, List<String>> condition, Caller caller) {
        store.lock(type + "?" + condition);
        var request = SearchRequest.of(type, condition);
        if (request.filters().isEmpty()) {
            throw new FhirRefusal(
                    400,
                    List.of(Issue.value("If-None-Exist", "Name what to look for, such as identifier=system|value.")));
        }
        var found = reading.search(request, caller).matches();
        if (found.size() > 1) {
            throw new FhirRefusal(412, "multiple-matches", "Several resources meet the condition; name one by its id.");
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    private FhirType.Writable writable(String type) {
        return types.writable(type)
                .orElseThrow(() -> new FhirRefusal(
                        405, "not-supported", type + " is only read here; its own pages or imports change it."));
    }

    private static void check(String type, ObjectNode content) {
        var issues = new ArrayList<>(ResourceCheck.faults(content));
        if (issues.isEmpty() && JsonLimits.hasTooManyParts(content)) {
            issues.add(new Issue(
                    type, "too-long", "has more than 100,000 parts, which takes too long to index; split it"));
        }
        if (issues.isEmpty()) {
            issues.addAll(JsonLimits.faults(content, type));
        }
        Invalid.throwIfAny(issues);
        if (!content.path("resourceType").asString("").equals(type)) {
            throw new FhirRefusal(
                    400, List.of(Issue.value("resourceType", "Send a " + type + " here, as the address says.")));
        }
    }

    private static FhirResource current(FhirType place, UUID id) {
        return place.load(List.of(id)).getFirst();
    }
}
