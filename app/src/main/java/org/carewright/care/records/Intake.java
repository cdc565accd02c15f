package org.carewright.care.records;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.carewright.care.records.ImportStore.Row;
import org.carewright.care.records.Incoming.Entry;
import org.carewright.foundation.patients.ImportOutcome;
import org.carewright.foundation.patients.Patients;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes resources into the chart: one call, one transaction, with its audit row. */
@Service
class Intake {

    /** One run of an import. */
    record Run(UUID id, Actor actor, SiteId site) {}

    /** What a call did, by resource type, and what it refused. */
    record Result(Map<String, ImportCounts> counts, List<Rejection> rejections) {}

    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final Patients patients;
    private final ImportStore store;
    private final ResultStore results;

    Intake(Access access, Audit audit, Clock clock, Patients patients, ImportStore store, ResultStore results) {
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.patients = patients;
        this.store = store;
        this.results = results;
    }

    @Transactional
    Run begin(Actor actor, SiteId site) {
        access.require(actor, Permission.IMPORT_RECORDS);
        var run = new Run(Id.fresh(), actor, site);
        store.begin(run.id(), actor, site, clock.instant());
        return run;
    }

    @Transactional
    void finish(Run run) {
        store.finish(run.id(), clock.instant());
    }

    /** Whether a file with this content was taken in whole before, for the same site, without a refusal. */
    @Transactional(readOnly = true)
    boolean isTaken(ContentHash contentHash, Run run) {
        return store.isTaken(contentHash, run.site());
    }

    /** @param last whether the file ends with these resources */
    @Transactional
    Result take(Incoming incoming, SourceFile file, boolean last, Run run) {
        access.require(run.actor(), Permission.IMPORT_RECORDS);
        var now = clock.instant();
        var tally = new Tally(incoming.rejections());
        var entries = settle(incoming, tally);

        store.insertFile(file, run.id(), run.site(), now);
        var known = patientsOf(entries, run, tally);
        entries.removeIf(entry -> tally.isRejected(entry));
        var written = write(entries, known, file.id(), run, now, tally);

        store.countFile(file.id(), tally.sum(), last, now);
        if (!written.isEmpty()) {
            audit.executed(
                    run.actor(),
                    "import",
                    "Bundle",
                    file.id(),
                    written,
                    Map.of(
                            "created",
                            "" + tally.sum().created(),
                            "updated",
                            "" + tally.sum().updated()));
        }
        return new Result(tally.byType, tally.rejections);
    }

    /** Resolves conditional creates and references; what is left is to be written. */
    private List<Entry> settle(Incoming incoming, Tally tally) {
        var queries = new HashSet<IdentifierQuery>();
        for (var entry : incoming.entries()) {
            queries.addAll(References.queries(entry.content()));
            if (entry.condition() != null) {
                queries.add(entry.condition());
            }
        }
        var found = store.find(queries);
        var targets = new HashMap<>(incoming.targets());
        var entries = new ArrayList<Entry>();
        for (var entry : incoming.entries()) {
            var matches =
                    entry.condition() == null ? List.<String>of() : found.getOrDefault(entry.condition(), List.of());
            if (matches.size() > 1) {
                tally.reject(
                        entry,
                        new Issue(
                                "request.ifNoneExist",
                                "multiple-matches",
                                "several resources match; name one by its id"));
            } else if (matches.size() == 1) {
                if (entry.fullUrl() != null) {
                    targets.put(entry.fullUrl(), matches.getFirst());
                }
                tally.count(entry.type(), new ImportCounts(0, 0, 1, 0));
            } else {
                entries.add(entry);
            }
        }
        var unique = new HashMap<IdentifierQuery, String>();
        found.forEach((query, matches) -> unique.put(query, matches.getFirst()));
        inThisBundle(entries, unique);
        entries.forEach(entry -> References.settle(entry.content(), targets, unique));
        return entries;
    }

    /** A bundle may search for what it brings itself. */
    private static void inThisBundle(List<Entry> entries, Map<IdentifierQuery, String> found) {
        for (var entry : entries) {
            for (var identifier : Facts.of(entry.content()).identifiers()) {
                found.putIfAbsent(
                        new IdentifierQuery(entry.type(), identifier.system(), identifier.value()),
                        entry.type() + "/" + entry.logicalId());
            }
        }
    }

    /** Registers the Patients that come in, and finds those that are referred to. */
    private Map<String, PatientId> patientsOf(List<Entry> entries, Run run, Tally tally) {
        var coming =
                entries.stream().filter(entry -> entry.type().equals("Patient")).toList();
        var known = new HashMap<String, PatientId>();
        if (!coming.isEmpty()) {
            var sites = Set.of(run.site());
            var outcomes = patients.importFrom(
                    coming.stream()
                            .map(entry -> PatientFacts.of(entry.content(), sites))
                            .toList(),
                    run.actor());
            for (int i = 0; i < coming.size(); i++) {
                var entry = coming.get(i);
                switch (outcomes.get(i)) {
                    case ImportOutcome.Created(var id) -> known.put(entry.logicalId(), id);
                    case ImportOutcome.Updated(var id) -> known.put(entry.logicalId(), id);
                    case ImportOutcome.Unchanged(var id) -> known.put(entry.logicalId(), id);
                    case ImportOutcome.Refused(var issues) ->
                        issues.forEach(issue -> tally.reject(
                                entry, new Issue("Patient." + issue.path(), issue.code(), issue.message())));
                }
            }
            store.adoptWaiting(known);
        }
        var others = new HashSet<String>();
        for (var entry : entries) {
            var patient = Facts.of(entry.content()).patient();
            if (patient != null && !known.containsKey(patient)) {
                others.add(patient);
            }
        }
        if (!others.isEmpty()) {
            known.putAll(store.patients(others));
        }
        return known;
    }

    /** @return the patients whose charts changed */
    private Set<PatientId> write(
            List<Entry> entries, Map<String, PatientId> known, UUID file, Run run, Instant now, Tally tally) {
        var standing = store.standing(entries.stream().map(Entry::id).toList());
        var people = results.people(Set.copyOf(known.values()));
        var intervals = results.intervals();
        var fresh = new ArrayList<Row>();
        var newer = new ArrayList<Row>();
        for (var entry : entries) {
            var content = CanonicalJson.of(entry.content());
            var hash = content.hash();
            var here = standing.get(entry.id());
            if (here != null && here.hash().equals(hash)) {
                tally.count(entry.type(), new ImportCounts(0, 0, 1, 0));
                continue;
            }
            var facts = Facts.of(entry.content());
            var patient = facts.patient() == null ? null : known.get(facts.patient());
            var finding = entry.type().equals("Observation")
                    ? judge(entry, facts, patient == null ? null : people.get(patient), intervals)
                    : null;
            var row = new Row(
                    entry.id(),
                    entry.type(),
                    entry.logicalId(),
                    here == null ? 1 : here.version() + 1,
                    patient,
                    facts,
                    finding,
                    hash,
                    content);
            (here == null ? fresh : newer).add(row);
            tally.count(entry.type(), here == null ? new ImportCounts(1, 0, 0, 0) : new ImportCounts(0, 1, 0, 0));
        }
        if (!fresh.isEmpty()) {
            store.insert(fresh, file, now);
        }
        if (!newer.isEmpty()) {
            store.replace(newer, file, now);
            results.deleteAbnormal(newer.stream()
                    .filter(row -> row.finding() == null || row.finding().severity() == null)
                    .map(Row::id)
                    .toList());
        }
        fresh.addAll(newer);
        openReviews(fresh, run, now);
        var written = new HashSet<PatientId>();
        fresh.forEach(row -> {
            if (row.patient() != null) {
                written.add(row.patient());
            }
        });
        return written;
    }

    private static @Nullable Finding judge(
            Entry entry, Facts facts, ResultStore.@Nullable Person person, List<ReferenceInterval> intervals) {
        var at = facts.startsAt() == null ? facts.authoredAt() : facts.startsAt();
        var birth = person == null ? null : person.birthDate();
        return ResultRules.judge(
                entry.content(),
                intervals,
                person == null ? null : person.sex(),
                at == null || birth == null ? null : years(birth, at));
    }

    private static int years(LocalDate birth, Instant at) {
        return Period.between(birth, at.atZone(ZoneOffset.UTC).toLocalDate()).getYears();
    }

    private void openReviews(List<Row> rows, Run run, Instant now) {
        var since = now.minus(Duration.ofDays(results.lookbackDays()));
        for (var row : rows) {
            var finding = row.finding();
            var issued = row.facts().authoredAt() == null
                    ? row.facts().startsAt()
                    : row.facts().authoredAt();
            if (finding != null
                    && row.patient() != null
                    && issued != null
                    && !issued.isBefore(since)
                    && opensReview(row.facts(), finding)) {
                results.insertAbnormal(row, row.patient(), finding, run.site(), issued);
            }
        }
    }

    /** Whoever takes a vital sign has seen it; it waits for nobody unless it is critical. */
    private static boolean opensReview(Facts facts, Finding finding) {
        return finding.severity() == Finding.Severity.CRITICAL
                || (finding.severity() != null && !Objects.equals(facts.category(), "vital-signs"));
    }

    /** Counts as it goes. */
    private static final class Tally {

        private final Map<String, ImportCounts> byType = new TreeMap<>();
        private final List<Rejection> rejections = new ArrayList<>();
        private final Set<String> rejectedLabels = new HashSet<>();

        Tally(List<Rejection> before) {
            before.forEach(this::add);
        }

        void reject(Entry entry, Issue issue) {
            if (!rejectedLabels.contains(entry.label())) {
                add(new Rejection(entry.label(), entry.type(), List.of(issue)));
            }
        }

        private void add(Rejection rejection) {
            rejections.add(rejection);
            rejectedLabels.add(rejection.label());
            count(rejection.type().isEmpty() ? "(unknown)" : rejection.type(), new ImportCounts(0, 0, 0, 1));
        }

        boolean isRejected(Entry entry) {
            return rejectedLabels.contains(entry.label());
        }

        void count(String type, ImportCounts counts) {
            byType.merge(type, counts, ImportCounts::plus);
        }

        ImportCounts sum() {
            return byType.values().stream().reduce(ImportCounts.NONE, ImportCounts::plus);
        }
    }
}
