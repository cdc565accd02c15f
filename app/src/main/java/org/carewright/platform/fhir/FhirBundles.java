package org.carewright.platform.fhir;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.carewright.platform.fhir.Answers.Response;
import org.carewright.platform.fhir.FhirWriting.Written;
import org.carewright.platform.fhir.References.Reference;
import org.carewright.platform.tokens.ApiTokens.Caller;
import org.carewright.platform.tokens.Scopes.Interaction;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Several interactions in one request (R4, section 3.1.0.11). A transaction is one: all of it happens, or nothing. The
 * entries of a batch have nothing to do with each other.
 */
@Service
public class FhirBundles {

    private static final int MOST_ENTRIES = 5_000;

    /** Of the resources that one answer brings back, in bytes. */
    static final long LONGEST_ANSWER = 100 << 20;

    private final FhirReading reading;
    private final FhirWriting writing;
    private final FhirTypes types;
    private final Clock clock;

    FhirBundles(FhirReading reading, FhirWriting writing, FhirTypes types, Clock clock) {
        this.reading = reading;
        this.writing = writing;
        this.types = types;
        this.clock = clock;
    }

    /**
     * One interaction.
     *
     * @param index where it stands in the bundle
     * @param query what stands behind the question mark
     * @param resource what it brings, or null
     */
    record Entry(
            int index,
            String method,
            String type,
            @Nullable UUID id,
            @Nullable Integer version,
            Map<String, List<String>> query,
            @Nullable Map<String, List<String>> ifNoneExist,
            @Nullable Integer ifMatch,
            @Nullable String fullUrl,
            @Nullable ObjectNode resource) {

        String path() {
            return "Bundle.entry[" + index + "]";
        }

        /** R4's order: what is made, what is changed, what is read; a patient before what is about her. */
        int rank() {
            return switch (method) {
                case "POST" -> type.equals("Patient") ? 0 : 1;
                case "PUT" -> 2;
                default -> 3;
            };
        }
    }

    /**
     * An entry as it was read.
     *
     * @param entry null if something is wrong with its form
     * @param issues what that is
     */
    record Parsed(@Nullable Entry entry, List<Issue> issues) {}

    /** The interactions of a bundle, in order. */
    List<Parsed> entries(JsonNode bundle) {
        var entries = new ArrayList<Parsed>();
        var size = bundle.path("entry").size();
        if (size > MOST_ENTRIES) {
            throw new FhirRefusal(413, "too-costly", "A bundle may have " + MOST_ENTRIES + " entries; send several.");
        }
        for (int i = 0; i < size; i++) {
            var issues = new ArrayList<Issue>();
            var entry = entry(i, bundle.path("entry").path(i), issues);
            entries.add(new Parsed(issues.isEmpty() ? entry : null, issues));
        }
        return entries;
    }

    /**
     * All entries of a transaction.
     *
     * @throws FhirRefusal with all that is wrong with their form
     */
    static List<Entry> whole(List<Parsed> entries) {
        var issues =
                entries.stream().flatMap(parsed -> parsed.issues().stream()).toList();
        if (!issues.isEmpty()) {
            throw new FhirRefusal(400, issues);
        }
        return entries.stream()
                .map(parsed -> Objects.requireNonNull(parsed.entry()))
                .toList();
    }

    private @Nullable Entry entry(int index, JsonNode entry, List<Issue> issues) {
        var path = "Bundle.entry[" + index + "]";
        var request = entry.path("request");
        var method = request.path("method").asString("");
        var url = request.path("url").asString("");
        if (!List.of("GET", "POST", "PUT").contains(method)) {
            issues.add(new Issue(path + ".request.method", "not-supported", "Write GET, POST or PUT."));
            return null;
        }
        var address = UriComponentsBuilder.fromUriString(url).build();
        var steps = address.getPathSegments();
        var type = steps.isEmpty() ? "" : steps.getFirst();
        if (!types.isServed(type)) {
            issues.add(new Issue(path + ".request.url", "not-found", "This server has no resource type " + type + "."));
            return null;
        }
        var id = steps.size() < 2
                ? null
                : Reference.parse(type + "/" + steps.get(1)).map(Reference::id).orElse(null);
        if (id == null && (steps.size() > 1 || method.equals("PUT"))) {
            issues.add(Issue.value(path + ".request.url", "Write Type/id, with an id that this server gave."));
            return null;
        }
        if (!method.equals("GET") && !(entry.path("resource") instanceof ObjectNode)) {
            issues.add(Issue.required(path + ".resource", "Send the resource that is to be written."));
            return null;
        }
        var version = steps.size() == 4 && steps.get(2).equals("_history") ? version(steps.get(3)) : null;
        if (steps.size() > 2 && (version == null || !method.equals("GET"))) {
            issues.add(
                    new Issue(
                            path + ".request.url",
                            "not-supported",
                            "An entry reads Type/id or Type/id/_history/version, searches, or writes; ask for this by itself."));
        }
        var ifMatch = request.path("ifMatch").asString("");
        if (!ifMatch.isEmpty() && version(ifMatch) == null) {
            issues.add(Issue.value(path + ".request.ifMatch", "Write the version as W/\"3\"."));
        }
        var condition = request.path("ifNoneExist").asString("");
        return new Entry(
                index,
                method,
                type,
                id,
                version,
                parameters(address.getQuery()),
                condition.isEmpty() ? null : parameters(condition),
                version(ifMatch),
                entry.path("fullUrl").isString() ? entry.path("fullUrl").stringValue() : null,
                entry.path("resource") instanceof ObjectNode resource ? resource : null);
    }

    /** Of {@code W/"3"} or {@code 3}. */
    static @Nullable Integer version(String text) {
        var digits = text.replaceFirst("^(W/)?\"?(\\d{1,9})\"?$", "$2");
        return digits.matches("\\d{1,9}") ? Integer.valueOf(digits) : null;
    }

    static Map<String, List<String>> parameters(@Nullable String query) {
        var parameters = new LinkedHashMap<String, List<String>>();
        if (query != null) {
            UriComponentsBuilder.newInstance()
                    .query(query)
                    .build()
                    .getQueryParams()
                    .forEach((name, values) -> parameters.put(
                            decoded(name),
                            values.stream()
                                    .map(value -> value == null ? "" : decoded(value))
                                    .toList()));
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /**
     * Carries out all entries, or none.
     *
     * @param base the address of the API
     * @throws FhirRefusal with what is wrong with the first entry that fails
     */
    @Transactional
    List<Response> transaction(List<Entry> entries, String base, Caller caller) {
        var targets = new HashMap<String, String>();
        var made = new HashMap<Integer, UUID>();
        var there = new HashMap<Integer, FhirResource>();
        for (var entry : entries) {
            if (entry.method().equals("POST")) {
                var found = guarded(entry, () -> existing(entry, caller));
                var id = found == null ? Id.fresh() : found.id();
                if (found == null) {
                    made.put(entry.index(), id);
                } else {
                    there.put(entry.index(), found);
                }
                if (entry.fullUrl() != null) {
                    targets.put(entry.fullUrl(), entry.type() + "/" + id);
                }
            } else if (entry.id() != null && entry.fullUrl() != null) {
                targets.put(entry.fullUrl(), entry.type() + "/" + entry.id());
            }
        }
        entries.stream()
                .filter(entry -> entry.resource() != null)
                .forEach(entry -> guarded(entry, () -> point(entry, targets, caller)));
        var responses = new Response[entries.size()];
        var room = new AtomicLong(LONGEST_ANSWER);
        entries.stream().sorted(Comparator.comparingInt(Entry::rank)).forEach(entry -> {
            var found = there.get(entry.index());
            var id = made.get(entry.index());
            responses[entry.index()] = guarded(
                    entry,
                    () -> found != null
                            ? response(new Written(200, found))
                            : id != null && entry.resource() != null
                                    ? response(writing.create(entry.type(), id, entry.resource(), caller))
                                    : carryOut(entry, base, caller));
            if (room.addAndGet(-responses[entry.index()].length()) < 0) {
                throw new FhirRefusal(413, "too-costly", "The answer would be over 100 MB; ask for less at a time.");
            }
        });
        return List.of(responses);
    }

    /** One entry of a batch: what is wrong with it is its own affair. */
    Response alone(Entry entry, String base, Caller caller) {
        return carryOut(entry, base, caller);
    }

    private @Nullable FhirResource existing(Entry entry, Caller caller) {
        FhirReading.requireScope(entry.type(), Interaction.CREATE, caller);
        return entry.ifNoneExist() == null ? null : writing.findOne(entry.type(), entry.ifNoneExist(), caller);
    }

    private Response carryOut(Entry entry, String base, Caller caller) {
        var resource = entry.resource();
        if (resource != null && entry.method().equals("POST")) {
            return response(writing.create(entry.type(), resource, entry.ifNoneExist(), caller));
        }
        if (resource != null && entry.id() != null) {
            return response(writing.update(entry.type(), entry.id(), entry.ifMatch(), resource, caller));
        }
        if (entry.id() == null) {
            var search = SearchRequest.of(entry.type(), entry.query());
            var page = reading.search(search, caller);
            var links = Links.of(base, search, entry.query(), page);
            var bundle = Answers.searchset(page, base, links, clock.instant());
            return new Response(200, bundle, null, null, null, null);
        }
        var read = entry.version() == null
                ? reading.read(entry.type(), entry.id(), caller)
                : reading.read(entry.type(), entry.id(), entry.version(), caller);
        return response(new Written(200, read));
    }

    private static Response response(Written written) {
        var resource = written.resource();
        return new Response(
                written.status(),
                resource.json(),
                resource.reference() + "/_history/" + resource.version(),
                Answers.etag(resource.version()),
                resource.lastUpdated(),
                null);
    }

    /** Lets references point at what the bundle's entries become, and at what their searches find. */
    private @Nullable Object point(Entry entry, Map<String, String> targets, Caller caller) {
        var searches = new LinkedHashMap<String, String>();
        References.rewrite(Objects.requireNonNull(entry.resource()), text -> {
            var target = targets.get(text);
            if (target != null || !text.contains("?")) {
                return target;
            }
            return searches.computeIfAbsent(text, search -> search(search, caller));
        });
        return null;
    }

    private String search(String text, Caller caller) {
        var type = text.substring(0, text.indexOf('?'));
        var found = types.isServed(type)
                ? reading.search(SearchRequest.of(type, parameters(text.substring(type.length() + 1))), caller)
                        .matches()
                : List.<FhirResource>of();
        if (found.size() != 1) {
            throw new FhirRefusal(
                    412,
                    found.isEmpty() ? "not-found" : "multiple-matches",
                    "The reference " + type + "?… finds " + found.size() + " resources; it must find one.");
        }
        return found.getFirst().reference();
    }

    @FunctionalInterface
    private interface Work<T extends @Nullable Object> {
        T run();
    }

    private static <T extends @Nullable Object> T guarded(Entry entry, Work<T> work) {
        try {
            return work.run();
        } catch (RuntimeException e) {
            var problems = Problems.of(e);
            if (problems.isOurFault()) {
                throw e;
            }
            var inside = problems.in(entry.path() + (entry.resource() == null ? ".request" : ".resource"));
            throw new FhirRefusal(
                    inside.status(), inside.issues(), e instanceof FhirRefusal refusal ? refusal.told() : null);
        }
    }
}
