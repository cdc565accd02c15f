package org.carewright.foundation.terminology;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.carewright.foundation.terminology.CodeIndex.Hit;
import org.carewright.foundation.terminology.CodeScope.Part;
import org.carewright.foundation.terminology.ImportOutcome.NewChoice;
import org.carewright.foundation.terminology.ImportOutcome.NewCodes;
import org.carewright.foundation.terminology.ImportOutcome.Unchanged;
import org.carewright.foundation.terminology.Incoming.Choice;
import org.carewright.foundation.terminology.Incoming.Codes;
import org.carewright.foundation.terminology.Incoming.Heading;
import org.carewright.foundation.terminology.LookupOutcome.Found;
import org.carewright.foundation.terminology.ValidationOutcome.NotChosen;
import org.carewright.foundation.terminology.ValidationOutcome.OtherWords;
import org.carewright.foundation.terminology.ValidationOutcome.Valid;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Coding;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The face of the codes: what one means, whether it may be used, and which there are.
 *
 * <p>Where a version may be said, none means the current edition. Value sets are known by their url: a site's own, and
 * for every code system the one of all its codes, {@link CodeSystem#valueSet()}.
 */
@Service
public class Terminology {

    /** Behind the url of a code system: the value set of all its codes (as SNOMED CT and tx.fhir.org have it). */
    public static final String ALL_CODES = "?fhir_vs";

    private static final int MOST_COMPLAINTS = 100;
    private static final int ROWS_AT_A_TIME = 2_000;

    private final TerminologyStore store;
    private final CodeIndexes indexes;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    Terminology(TerminologyStore store, CodeIndexes indexes, Access access, Audit audit, Clock clock) {
        this.store = store;
        this.indexes = indexes;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** Every edition of every code system, by title; the current one first, then the newest. */
    @Transactional(readOnly = true)
    public List<CodeSystem> systems(Actor actor) {
        access.require(actor, Permission.SEE_DIRECTORY);
        return store.systems();
    }

    /** Every version of the sites' value sets, by title. */
    @Transactional(readOnly = true)
    public List<ValueSet> valueSets(Actor actor) {
        access.require(actor, Permission.SEE_DIRECTORY);
        return store.valueSets();
    }

    /**
     * What a code means. One that the current edition no longer has is found in the newest older edition that has it.
     *
     * @param version of the code system, or null
     */
    @Transactional(readOnly = true)
    public LookupOutcome lookup(String system, @Nullable String version, String code, Actor actor) {
        access.require(actor, Permission.SEE_DIRECTORY);
        var editions = editions(system, version);
        for (var edition : editions) {
            var concept = store.concept(edition.id(), code);
            if (concept.isPresent()) {
                return new Found(
                        edition,
                        concept.get(),
                        store.ancestors(edition.id(), code),
                        store.children(edition.id(), code));
            }
        }
        return editions.isEmpty() ? unknownSystem(system, version) : unknownCode(editions, code);
    }

    /**
     * Whether a code is in a code system.
     *
     * @param version of the code system, or null
     * @param display the words that stand with it, or null
     */
    @Transactional(readOnly = true)
    public ValidationOutcome validate(
            String system, @Nullable String version, String code, @Nullable String display, Actor actor) {
        access.require(actor, Permission.SEE_DIRECTORY);
        return validate(system, version, code, display);
    }

    private ValidationOutcome validate(String system, @Nullable String version, String code, @Nullable String display) {
        var editions = editions(system, version);
        if (editions.isEmpty()) return unknownSystem(system, version);
        var concept = store.concept(editions.getFirst().id(), code);
        if (concept.isEmpty()) return unknownCode(editions, code);
        return judged(concept.get(), display);
    }

    private static ValidationOutcome judged(Concept concept, @Nullable String display) {
        if (display == null || display.isBlank()) return new Valid(concept);
        var fits = isSame(display, concept.display())
                || isSame(display, concept.properties().getOrDefault("short", concept.display()));
        return fits ? new Valid(concept) : new OtherWords(concept, display);
    }

    private static boolean isSame(String one, String other) {
        return Words.of(one).equals(Words.of(other));
    }

    /** Codes by code and words, of one code system or of all current ones. */
    @Transactional(readOnly = true)
    public ExpansionOutcome search(@Nullable String system, CodeQuery query, Actor actor) {
        access.require(actor, Permission.SEE_DIRECTORY);
        var editions = store.systems().stream()
                .filter(edition ->
                        edition.current() && (system == null || edition.url().equals(system)))
                .toList();
        if (system != null && editions.isEmpty()) return unknownSystem(system, null);
        return new CodeScope(editions.stream().map(this::part).toList(), editions).find(query);
    }

    /**
     * The codes of a value set that fit a search.
     *
     * @param version of the value set, or null
     */
    @Transactional(readOnly = true)
    public ExpansionOutcome expand(String valueSet, @Nullable String version, CodeQuery query, Actor actor) {
        access.require(actor, Permission.SEE_DIRECTORY);
        var own = findValueSet(valueSet, version);
        if (own.isPresent()) return expand(own.get(), query);
        var edition = wholeSystem(valueSet, version);
        return edition.<ExpansionOutcome>map(found -> new CodeScope(List.of(part(found)), List.of(found)).find(query))
                .orElseGet(() -> new UnknownValueSet(valueSet, version));
    }

    private ExpansionOutcome expand(ValueSet valueSet, CodeQuery query) {
        var parts = new ArrayList<Part>();
        var systems = new ArrayList<CodeSystem>();
        if (valueSet.concepts() > 0) parts.add(part(valueSet));
        for (var whole : store.wholeSystems(valueSet.id())) {
            var editions = editions(whole.system(), whole.version());
            if (editions.isEmpty()) return unknownSystem(whole.system(), whole.version());
            parts.add(part(editions.getFirst()));
            systems.add(editions.getFirst());
        }
        return new CodeScope(parts, systems).find(query);
    }

    /**
     * Whether a code is in a value set.
     *
     * @param valueSetVersion of the value set, or null
     * @param version of the code system, or null
     * @param display the words that stand with it, or null
     */
    @Transactional(readOnly = true)
    public ValidationOutcome validateIn(
            String valueSet,
            @Nullable String valueSetVersion,
            String system,
            @Nullable String version,
            String code,
            @Nullable String display,
            Actor actor) {
        access.require(actor, Permission.SEE_DIRECTORY);
        var own = findValueSet(valueSet, valueSetVersion);
        if (own.isPresent()) return validateIn(own.get(), system, version, code, display);
        var edition = wholeSystem(valueSet, valueSetVersion);
        if (edition.isEmpty()) return new UnknownValueSet(valueSet, valueSetVersion);
        if (!edition.get().url().equals(system)) return new NotChosen(valueSet, system, code);
        return validate(system, version == null ? edition.get().version() : version, code, display);
    }

    private ValidationOutcome validateIn(
            ValueSet valueSet, String system, @Nullable String version, String code, @Nullable String display) {
        var named = store.named(valueSet.id()).stream()
                .filter(coding ->
                        coding.system().equals(system) && coding.code().equals(code))
                .findFirst();
        if (named.isPresent()) return judged(concept(named.get()), display);
        return store.wholeSystems(valueSet.id()).stream()
                .filter(whole -> whole.system().equals(system))
                .findFirst()
                .map(whole -> validate(system, version == null ? whole.version() : version, code, display))
                .orElseGet(() -> new NotChosen(valueSet.url(), system, code));
    }

    /**
     * What bringing this in would change.
     *
     * @throws Invalid when it can not be brought in, with all reasons
     */
    @Transactional(readOnly = true)
    ImportOutcome preview(Incoming incoming, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        return switch (incoming) {
            case Codes codes -> preview(codes);
            case Choice choice -> preview(complete(choice));
        };
    }

    /**
     * Brings in codes, all of them or none. The same again changes nothing; the same version with other content takes
     * the place of the one that is here; of several versions the newest is current.
     *
     * @param progress told how many more are written
     * @throws Invalid when it can not be brought in, with all reasons
     */
    @Transactional
    ImportOutcome load(Incoming incoming, CodeSystem.Origin origin, IntConsumer progress, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        store.lock();
        return switch (incoming) {
            case Codes codes -> load(codes, origin, progress, actor);
            case Choice choice -> load(complete(choice), progress, actor);
        };
    }

    /**
     * Brings in a code system that came with the program, unless it is here, or the site has that version of its own.
     *
     * @param read gives its concepts as {@link ConceptLines} has them
     * @return whether it was brought in
     */
    @Transactional
    boolean loadShipped(Heading heading, Supplier<byte[]> read, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        if (isHere(heading)) return false;
        store.lock();
        if (isHere(heading)) return false;
        var lines = read.get();
        var concepts = ConceptLines.count(lines);
        write(
                heading,
                heading.url() + ALL_CODES,
                CodeSystem.Origin.SHIPPED,
                concepts,
                actor,
                id -> store.copy(id, lines));
        return true;
    }

    private boolean isHere(Heading heading) {
        return editions(heading.url(), heading.version()).stream()
                .anyMatch(edition -> edition.origin() == CodeSystem.Origin.SITE
                        || store.contentHash(edition.id()).equals(Optional.of(heading.contentHash())));
    }

    private ImportOutcome load(Codes codes, CodeSystem.Origin origin, IntConsumer progress, Actor actor) {
        var outcome = preview(codes);
        if (!(outcome instanceof Unchanged)) write(codes, origin, progress, actor);
        return outcome;
    }

    private void write(Codes codes, CodeSystem.Origin origin, IntConsumer progress, Actor actor) {
        var rows = codes.rows();
        write(codes.heading(), codes.valueSet(), origin, rows.size(), actor, id -> {
            for (int from = 0; from < rows.size(); from += ROWS_AT_A_TIME) {
                var some = rows.subList(from, Math.min(rows.size(), from + ROWS_AT_A_TIME));
                store.copy(id, ConceptLines.of(some, from).getBytes(StandardCharsets.UTF_8));
                progress.accept(some.size());
            }
        });
    }

    private void write(
            Heading heading,
            String valueSet,
            CodeSystem.Origin origin,
            int concepts,
            Actor actor,
            Consumer<CodeSystemId> copy) {
        editions(heading.url(), heading.version()).forEach(same -> store.delete(same.id()));
        var id = CodeSystemId.fresh();
        store.insert(id, heading, valueSet, origin, concepts, clock.instant());
        copy.accept(id);
        editions(heading.url(), null).stream().findFirst().ifPresent(store::makeCurrent);
        audit(actor, "CodeSystem", id.value(), detail(heading, concepts));
    }

    private ImportOutcome preview(Codes codes) {
        var heading = codes.heading();
        var editions = editions(heading.url(), null);
        var same = editions.stream()
                .filter(edition -> edition.version().equals(heading.version()))
                .findFirst();
        if (same.flatMap(edition -> store.contentHash(edition.id()))
                .filter(heading.contentHash()::equals)
                .isPresent()) {
            return new Unchanged();
        }
        var current = editions.stream().findFirst();
        var before = current.map(edition -> store.displays(edition.id())).orElse(Map.of());
        var now = codes.rows().stream().collect(Collectors.toMap(CodeRow::code, CodeRow::display));
        return new NewCodes(
                current,
                now.keySet().stream().filter(code -> !before.containsKey(code)).count(),
                before.keySet().stream().filter(code -> !now.containsKey(code)).count(),
                now.entrySet().stream()
                        .filter(code -> before.containsKey(code.getKey())
                                && !Objects.equals(before.get(code.getKey()), code.getValue()))
                        .count(),
                same.isPresent());
    }

    private ImportOutcome load(Choice choice, IntConsumer progress, Actor actor) {
        var outcome = preview(choice);
        if (outcome instanceof Unchanged) return outcome;
        var heading = choice.heading();
        versions(heading.url(), heading.version()).forEach(same -> store.deleteValueSet(same.id()));
        var id = Id.fresh();
        store.insert(id, choice, clock.instant());
        versions(heading.url(), null).stream()
                .max(Comparator.comparing(ValueSet::version, Versions.ORDER))
                .ifPresent(store::makeCurrent);
        progress.accept(choice.concepts().size());
        audit(actor, "ValueSet", id, detail(heading, choice.concepts().size()));
        return outcome;
    }

    private ImportOutcome preview(Choice choice) {
        var same = versions(choice.heading().url(), choice.heading().version()).stream()
                .findFirst();
        var isSame = same.filter(
                        version -> version.contentHash().equals(choice.heading().contentHash()))
                .isPresent();
        return isSame ? new Unchanged() : new NewChoice(same.isPresent());
    }

    /** Gives every code its words, from its code system when the value set has none. */
    private Choice complete(Choice choice) {
        var issues = new ArrayList<Issue>();
        var displays = new HashMap<String, Optional<Map<String, String>>>();
        var concepts = new ArrayList<Coding>();
        for (var coding : choice.concepts()) {
            var known = displays.computeIfAbsent(
                    coding.system(),
                    system -> editions(system, null).stream().findFirst().map(edition -> store.displays(edition.id())));
            var display = known.map(codes -> codes.get(coding.code())).orElse(null);
            if (known.isPresent() && display == null) {
                issues.add(new Issue(
                        coding.code(), "not-found", coding.system() + " has no such code; correct it or take it out."));
            } else if (display == null && coding.display().isEmpty()) {
                issues.add(Issue.required(
                        coding.code(), "It has no words, and " + coding.system() + " is not here; import that first."));
            } else {
                concepts.add(new Coding(
                        coding.system(),
                        coding.code(),
                        coding.display().isEmpty() ? Objects.requireNonNull(display) : coding.display()));
            }
        }
        Invalid.throwIfAny(issues.stream().limit(MOST_COMPLAINTS).toList());
        return new Choice(choice.heading(), concepts, choice.systems());
    }

    private static Map<String, String> detail(Heading heading, int concepts) {
        return Map.of("url", heading.url(), "version", heading.version(), "codes", Integer.toString(concepts));
    }

    private void audit(Actor actor, String kind, UUID subject, Map<String, String> detail) {
        audit.executed(actor, "import-codes", kind, subject, List.of(), detail);
    }

    /** The editions that a url and perhaps a version mean: the current one first, then the newest. */
    private List<CodeSystem> editions(String url, @Nullable String version) {
        return store.systems().stream()
                .filter(edition -> edition.url().equals(url))
                .filter(edition -> version == null || edition.version().equals(version))
                .sorted(Comparator.comparing(CodeSystem::version, Versions.ORDER)
                        .reversed())
                .toList();
    }

    private List<ValueSet> versions(String url, @Nullable String version) {
        return store.valueSets().stream()
                .filter(valueSet -> valueSet.url().equals(url))
                .filter(valueSet -> version == null || valueSet.version().equals(version))
                .toList();
    }

    private Optional<ValueSet> findValueSet(String url, @Nullable String version) {
        return versions(url, version).stream()
                .filter(valueSet -> version != null || valueSet.current())
                .findFirst();
    }

    /** The edition whose every code a value set's url means. */
    private Optional<CodeSystem> wholeSystem(String valueSet, @Nullable String version) {
        return store.systems().stream()
                .filter(edition -> edition.valueSet().equals(valueSet) || valueSet.equals(edition.url() + ALL_CODES))
                .filter(edition ->
                        version == null ? edition.current() : edition.version().equals(version))
                .findFirst();
    }

    private UnknownSystem unknownSystem(String url, @Nullable String version) {
        return new UnknownSystem(
                url,
                version,
                editions(url, null).stream().map(CodeSystem::version).toList());
    }

    private UnknownCode unknownCode(List<CodeSystem> editions, String code) {
        var asked = editions.getFirst();
        var meant = store.concepts(asked.id(), index(asked).alike(code)).stream()
                .findFirst()
                .orElse(null);
        var older = editions.stream()
                .skip(1)
                .filter(edition -> store.concept(edition.id(), code).isPresent())
                .findFirst()
                .orElse(null);
        return new UnknownCode(asked, code, meant, older);
    }

    /** Makes the indexes of the current editions, so that the first search is as quick as the next. */
    @Transactional(readOnly = true)
    void warm() {
        store.systems().stream().filter(CodeSystem::current).forEach(this::index);
    }

    private CodeIndex index(CodeSystem edition) {
        return indexes.of(edition.id().value(), () -> store.index(edition.id()));
    }

    private Part part(CodeSystem edition) {
        return new Part(index(edition), hits -> read(edition, hits));
    }

    private Map<Hit, Concept> read(CodeSystem edition, List<Hit> hits) {
        var concepts = store.concepts(edition.id(), hits.stream().map(Hit::code).toList()).stream()
                .collect(Collectors.toMap(Concept::code, concept -> concept));
        var found = new HashMap<Hit, Concept>();
        for (var hit : hits) {
            var concept = concepts.get(hit.code());
            if (concept != null) found.put(hit, concept);
        }
        return found;
    }

    private Part part(ValueSet valueSet) {
        var named = store.named(valueSet.id());
        var index = indexes.of(valueSet.id(), () -> {
            var builder = new CodeIndex.Builder();
            for (int i = 0; i < named.size(); i++) {
                builder.add(i, named.get(i).code(), named.get(i).display(), false, false);
            }
            return builder.build();
        });
        return new Part(
                index,
                hits -> hits.stream().collect(Collectors.toMap(hit -> hit, hit -> concept(named.get(hit.ordinal())))));
    }

    private static Concept concept(Coding coding) {
        return new Concept(
                coding.system(), "", coding.code(), coding.display(), null, null, null, true, new LinkedHashMap<>());
    }
}
