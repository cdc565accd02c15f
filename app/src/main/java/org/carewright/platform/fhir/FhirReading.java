package org.carewright.platform.fhir;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.fhir.FhirSearchStore.Found;
import org.carewright.platform.fhir.SearchRequest.Include;
import org.carewright.platform.tokens.ApiTokens.Caller;
import org.carewright.platform.tokens.Scopes.Interaction;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.web.SiteChoice;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads resources of all types alike: authorised by the token's scopes, the permission that the type asks for, and the
 * patient; audited in the same transaction.
 */
@Service
public class FhirReading {

    private static final int MOST_INCLUDED = 1000;
    private static final int MOST_ROUNDS = 5;

    private final FhirTypes types;
    private final FhirSearchStore store;
    private final Access access;
    private final Audit audit;
    private final List<SiteChoice.Provider> sites;

    FhirReading(FhirTypes types, FhirSearchStore store, Access access, Audit audit, List<SiteChoice.Provider> sites) {
        this.types = types;
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.sites = List.copyOf(sites);
    }

    /**
     * A page of what a search found.
     *
     * @param included what the matches refer to, or what refers to them
     * @param total of all matches, or null when nobody asked and it is not known anyway
     * @param hasMore whether there is a page after this one
     */
    record Page(
            List<FhirResource> matches,
            List<FhirResource> included,
            @Nullable Long total,
            boolean hasMore) {}

    /**
     * The current version of a resource.
     *
     * @throws NotFound if there is none
     */
    @Transactional
    FhirResource read(String type, UUID id, Caller caller) {
        requireScope(type, Interaction.READ, caller);
        var resource = get(type, id, caller.actor());
        audit.read(caller.actor(), type, id, resource.patient());
        return resource;
    }

    /** A refusal told something of the patient's record. */
    @Transactional
    void told(PatientId patient, Caller caller) {
        audit.read(caller.actor(), "Patient", patient.value(), patient);
    }

    /** Any version of a resource. */
    @Transactional
    FhirResource read(String type, UUID id, int version, Caller caller) {
        return history(type, id, caller).stream()
                .filter(resource -> resource.version() == version)
                .findFirst()
                .orElseThrow(() -> new NotFound("version"));
    }

    /** All versions of a resource, the latest first. */
    @Transactional
    List<FhirResource> history(String type, UUID id, Caller caller) {
        requireScope(type, Interaction.READ, caller);
        for (var place : types.of(type)) {
            var versions = place.history(id);
            if (!versions.isEmpty()) {
                authorise(place, versions.getFirst(), caller.actor());
                audit.read(caller.actor(), type, id, versions.getFirst().patient());
                return versions;
            }
        }
        throw new NotFound("resource");
    }

    @Transactional
    Page search(SearchRequest request, Caller caller) {
        requireScope(request.type(), Interaction.SEARCH, caller);
        types.of(request.type()).forEach(place -> access.require(caller.actor(), place.seeing()));
        var compiler = compiler(caller);
        var found = find(request, compiler);
        var hasMore = found.size() > request.count();
        var matches = load(request.type(), hasMore ? found.subList(0, request.count()) : found);
        var included = included(matches, request.includes(), caller);
        audit.searched(caller.actor(), request.type(), criteria(request), patients(matches, included));
        return new Page(matches, included, total(request, caller, found.size(), hasMore), hasMore);
    }

    private List<Found> find(SearchRequest request, SearchCompiler compiler) {
        var query = compiler.page(request);
        var issues = new ArrayList<>(request.issues());
        issues.addAll(compiler.issues());
        issues.addAll(unknownIncludes(request.includes()));
        if (!issues.isEmpty()) {
            throw new FhirRefusal(400, issues);
        }
        return request.countOnly() ? List.of() : store.find(query, compiler.values());
    }

    private List<Issue> unknownIncludes(List<Include> includes) {
        return includes.stream()
                .filter(include -> !include.type().isEmpty()) // that was said already
                .filter(include -> !isKnown(include))
                .map(include -> new Issue(
                        include.reverse() ? "_revinclude" : "_include",
                        "not-supported",
                        include.type() + ":" + include.parameter()
                                + " is no reference that can be followed; GET /fhir/metadata lists those that are."))
                .toList();
    }

    private boolean isKnown(Include include) {
        if (include.parameter().equals("*")) {
            return !include.reverse();
        }
        return types.isServed(include.type())
                && types.of(include.type()).stream()
                        .flatMap(place -> place.index().find(include.parameter()).stream())
                        .anyMatch(parameter -> parameter.kind() == SearchParameter.Kind.REFERENCE);
    }

    private @Nullable Long total(SearchRequest request, Caller caller, int found, boolean hasMore) {
        var isFirst = request.after() == null && request.offset() == 0;
        if (isFirst && !hasMore && !request.countOnly()) {
            return (long) found;
        }
        if (!request.total() && !request.countOnly()) {
            return null;
        }
        var compiler = compiler(caller);
        return store.count(compiler.count(request), compiler.values());
    }

    /**
     * All that belongs to a patient, type by type, and whom and what it mentions.
     *
     * @return in the order of types and ids; the patient stands before all
     */
    @Transactional
    Page everything(PatientId patient, EverythingRequest request, Caller caller) {
        var wanted = request.types();
        var since = request.since();
        var count = request.count();
        var self = read("Patient", patient.value(), caller);
        var compiler = compiler(caller);
        var allowed = new EnumMap<Permission, Boolean>(Permission.class);
        var open = types.names().stream()
                .filter(type -> wanted.isEmpty() || wanted.contains(type))
                .filter(type -> !type.equals("Patient") && caller.scopes().allows(type, Interaction.READ))
                .flatMap(type -> types.of(type).stream())
                .filter(place -> place.index().patient() != null
                        && allowed.computeIfAbsent(
                                place.seeing(), seeing -> access.allows(caller.actor(), seeing, patient)))
                .toList();
        var rows = open.isEmpty()
                ? List.<FhirSearchStore.OfType>of()
                : store.findOfTypes(compiler.everything(open, patient, request), compiler.values());
        var hasMore = rows.size() > count;
        var matches = new ArrayList<FhirResource>();
        if (request.after() == null && (since == null || isSince(self, since))) {
            matches.add(self);
        }
        (hasMore ? rows.subList(0, count) : rows)
                .stream()
                        .collect(Collectors.groupingBy(
                                FhirSearchStore.OfType::type,
                                LinkedHashMap::new,
                                Collectors.mapping(FhirSearchStore.OfType::found, Collectors.toList())))
                        .forEach((type, found) -> matches.addAll(load(type, found)));
        var mentioned = included(matches, List.of(new Include(false, "*", "*", null, false)), caller).stream()
                .filter(resource -> resource.patient() == null)
                .toList();
        audit.executed(
                caller.actor(),
                "everything",
                "Patient",
                patient.value(),
                List.of(patient),
                Map.of("after", request.after() == null ? "" : request.after().toString()));
        return new Page(matches, mentioned, null, hasMore);
    }

    private static boolean isSince(FhirResource resource, Instant since) {
        return resource.lastUpdated() != null && !resource.lastUpdated().isBefore(since);
    }

    private List<FhirResource> included(List<FhirResource> matches, List<Include> includes, Caller caller) {
        var seen = matches.stream().map(FhirResource::reference).collect(Collectors.toCollection(LinkedHashSet::new));
        var included = new ArrayList<FhirResource>();
        var round = matches;
        for (int i = 0; i < MOST_ROUNDS && !round.isEmpty() && included.size() < MOST_INCLUDED; i++) {
            var isFirst = i == 0;
            var next = new ArrayList<FhirResource>();
            for (var include : includes) {
                if (isFirst || include.iterate()) {
                    (include.reverse() ? referring(round, include, caller) : referred(round, include, caller))
                            .stream()
                                    .filter(resource -> seen.add(resource.reference()))
                                    .forEach(next::add);
                }
            }
            included.addAll(next);
            round = next;
        }
        return included.size() > MOST_INCLUDED ? included.subList(0, MOST_INCLUDED) : included;
    }

    private List<FhirResource> referred(List<FhirResource> from, Include include, Caller caller) {
        var wanted = new TreeMap<String, Set<UUID>>();
        for (var resource : from) {
            if (include.type().equals("*") || include.type().equals(resource.type())) {
                References.of(resource, include.parameter()).stream()
                        .filter(it ->
                                include.target() == null || include.target().equals(it.type()))
                        .forEach(it -> wanted.computeIfAbsent(it.type(), type -> new LinkedHashSet<>())
                                .add(it.id()));
            }
        }
        var found = new ArrayList<FhirResource>();
        wanted.forEach((type, ids) -> {
            if (isOpen(type, Interaction.READ, caller)) {
                var compiler = compiler(caller);
                found.addAll(load(type, store.find(compiler.visible(type, ids), compiler.values())));
            }
        });
        return found;
    }

    private List<FhirResource> referring(List<FhirResource> to, Include include, Caller caller) {
        if (!types.isServed(include.type()) || !isOpen(include.type(), Interaction.SEARCH, caller)) {
            return List.of();
        }
        var found = new ArrayList<FhirResource>();
        to.stream()
                .collect(Collectors.groupingBy(
                        FhirResource::type, Collectors.mapping(FhirResource::id, Collectors.toList())))
                .forEach((type, ids) -> {
                    var compiler = compiler(caller);
                    var query = compiler.referring(include.type(), include.parameter(), type, ids, MOST_INCLUDED);
                    found.addAll(load(include.type(), store.find(query, compiler.values())));
                });
        return found;
    }

    private boolean isOpen(String type, Interaction interaction, Caller caller) {
        return types.isServed(type)
                && caller.scopes().allows(type, interaction)
                && types.of(type).stream().allMatch(place -> caller.actor().may(place.seeing()));
    }

    /** In the order in which they were found. */
    private List<FhirResource> load(String type, Collection<Found> found) {
        var places = types.of(type);
        var loaded = new LinkedHashMap<UUID, FhirResource>();
        for (int i = 0; i < places.size(); i++) {
            var place = i;
            var ids = found.stream()
                    .filter(it -> it.place() == place)
                    .map(Found::id)
                    .toList();
            if (!ids.isEmpty()) {
                places.get(i).load(ids).forEach(resource -> loaded.put(resource.id(), resource));
            }
        }
        return found.stream()
                .map(it -> loaded.get(it.id()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The current version for somebody who is about to change it, which writes the audit row. */
    FhirResource getToChange(String type, UUID id, Caller caller) {
        return get(type, id, caller.actor());
    }

    private FhirResource get(String type, UUID id, Actor actor) {
        for (var place : types.of(type)) {
            var found = place.load(List.of(id));
            if (!found.isEmpty()) {
                authorise(place, found.getFirst(), actor);
                return found.getFirst();
            }
        }
        throw new NotFound("resource");
    }

    /** What it takes to see a resource is for the place to say in which it is kept. */
    private void authorise(FhirType place, FhirResource resource, Actor actor) {
        if (resource.site() != null && !actor.sites().contains(resource.site())) {
            throw new FhirRefusal(403, "forbidden", "This is of a site that the token does not open.");
        }
        if (resource.patient() == null) {
            access.require(actor, place.seeing());
        } else {
            access.require(actor, place.seeing(), resource.patient());
        }
    }

    static void requireScope(String type, Interaction interaction, Caller caller) {
        if (!caller.scopes().allows(type, interaction)) {
            throw new FhirRefusal(
                    403,
                    "forbidden",
                    "The token's scopes do not let it " + interaction.name().toLowerCase(Locale.ROOT) + " " + type
                            + ".");
        }
    }

    private SearchCompiler compiler(Caller caller) {
        var compiler =
                new SearchCompiler(types, type -> isOpen(type, Interaction.SEARCH, caller), () -> zone(caller.actor()));
        compiler.values()
                .put(
                        "sites",
                        caller.actor().sites().stream()
                                .map(site -> site.value())
                                .toArray(UUID[]::new));
        compiler.values().put("treats", caller.actor().treats());
        return compiler;
    }

    private ZoneId zone(Actor actor) {
        return sites.stream()
                .flatMap(provider -> provider.of(actor).stream())
                .map(SiteChoice::zone)
                .findFirst()
                .orElse(ZoneOffset.UTC);
    }

    private static Map<String, String> criteria(SearchRequest request) {
        var criteria = new TreeMap<String, String>();
        request.filters()
                .forEach(filter -> criteria.merge(
                        filter.name(), String.join(",", filter.values()), (one, other) -> one + " & " + other));
        return criteria;
    }

    private static Set<PatientId> patients(List<FhirResource> matches, List<FhirResource> included) {
        var patients = new LinkedHashSet<PatientId>();
        for (var resource : matches) {
            if (resource.patient() != null) {
                patients.add(resource.patient());
            }
        }
        for (var resource : included) {
            if (resource.patient() != null) {
                patients.add(resource.patient());
            }
        }
        return patients;
    }
}
