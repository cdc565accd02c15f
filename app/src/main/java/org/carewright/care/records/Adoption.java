package org.carewright.care.records;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.carewright.care.records.ImportStore.Row;
import org.carewright.care.records.Intake.Run;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.fhir.FhirJson;
import org.carewright.platform.types.Permission;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Files what came before its Patient, at the end of an import: as if it came only now. */
@Service
class Adoption {

    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final ImportStore store;
    private final ResultWatch watch;

    Adoption(Access access, Audit audit, Clock clock, ImportStore store, ResultWatch watch) {
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.store = store;
        this.watch = watch;
    }

    /** The Patients for whom something waits, as it refers to them. */
    @Transactional(readOnly = true)
    List<String> awaited(Run run) {
        return store.awaited(run.source());
    }

    /**
     * Files what waits for those of these Patients who are here by now.
     *
     * @return how much that was
     */
    @Transactional
    int adopt(List<String> awaited, Run run) {
        access.require(run.actor(), Permission.IMPORT_RECORDS);
        var now = clock.instant();
        var logicalIds = logicalIds(awaited, run);
        var patients = store.patients(Set.copyOf(logicalIds.values()), run.source());
        logicalIds.values().retainAll(patients.keySet());
        var judge = watch.judge(patients.values());
        var rows = new ArrayList<Row>();
        for (var waiting : store.lockAwaiting(logicalIds.keySet(), run.source())) {
            var logicalId = Objects.requireNonNull(logicalIds.get(waiting.awaited()), "was asked for");
            var patient = Objects.requireNonNull(patients.get(logicalId), "has come");
            var query = IdentifierQuery.parse(waiting.awaited());
            if (query != null) {
                References.follow(waiting.content(), Map.of(query, "Patient/" + patient));
            }
            References.fill(waiting.content(), run.source(), logicalId, patient);
            var facts = Facts.of(waiting.content());
            rows.add(new Row(
                    waiting.id(),
                    run.source(),
                    waiting.type(),
                    waiting.logicalId(),
                    waiting.version(),
                    patient,
                    null,
                    null,
                    facts,
                    judge.judge(waiting.content(), facts, patient),
                    waiting.hash(),
                    FhirJson.of(waiting.content())));
        }
        if (rows.isEmpty()) {
            return 0;
        }
        rows.forEach(store::file);
        watch.follow(rows, run.site(), now);
        audit.executed(
                run.actor(),
                "import",
                "Bundle",
                run.id(),
                Set.copyOf(patients.values()),
                Map.of("filed", "" + rows.size()));
        return rows.size();
    }

    private Map<String, String> logicalIds(List<String> awaited, Run run) {
        var queries = new HashMap<String, IdentifierQuery>();
        var logicalIds = new HashMap<String, String>();
        for (var text : awaited) {
            var query = IdentifierQuery.parse(text);
            if (query == null) {
                logicalIds.put(text, text);
            } else {
                queries.put(text, query);
            }
        }
        var found = store.find(queries.values(), run.source());
        queries.forEach((text, query) -> {
            if (found.containsKey(query)) {
                logicalIds.put(text, found.get(query).getFirst());
            }
        });
        return logicalIds;
    }
}
