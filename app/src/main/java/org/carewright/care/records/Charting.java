package org.carewright.care.records;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.carewright.care.records.ImportStore.Origin;
import org.carewright.care.records.ImportStore.Row;
import org.carewright.foundation.patients.Patients;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.fhir.FhirJson;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.Stale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Writes single resources into the chart, as other systems bring them through the API. */
@Service
class Charting {

    /** Whose ids they are: our own. */
    private static final String SOURCE = "carewright";

    private static final List<String> ABOUT = List.of("subject", "patient", "beneficiary", "for", "individual");

    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final Patients patients;
    private final ChartFhirStore chart;
    private final ImportStore store;
    private final ResultWatch watch;

    Charting(
            Access access,
            Audit audit,
            Clock clock,
            Patients patients,
            ChartFhirStore chart,
            ImportStore store,
            ResultWatch watch) {
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.patients = patients;
        this.chart = chart;
        this.store = store;
        this.watch = watch;
    }

    /** @throws Invalid with all that is wrong; nothing is written */
    @Transactional
    void create(UUID id, ObjectNode content, Actor actor) {
        access.require(actor, Permission.WRITE_CHART);
        var row = row(new ResourceId(id), SOURCE, id.toString(), 1, content, actor);
        store.insert(List.of(row), new Origin(null, actor.name(), clock.instant()));
        follow(row, actor);
        audit.created(actor, row.type(), id, row.patient());
    }

    /**
     * @throws Stale if this is not the current version
     * @throws Invalid with all that is wrong; nothing is written
     */
    @Transactional
    void update(UUID id, int version, ObjectNode content, Actor actor) {
        access.require(actor, Permission.WRITE_CHART);
        var type = content.path("resourceType").asString("");
        var before = chart.lock(type, id).orElseThrow(() -> new NotFound("resource"));
        if (before.patient() != null) {
            access.require(actor, Permission.WRITE_CHART, before.patient());
        }
        if (before.version() != version) {
            throw new Stale("resource");
        }
        var row = row(before.id(), before.source(), before.logicalId(), version + 1, content, actor);
        if (row.content().toString().equals(FhirJson.of(before.content()).toString())) {
            return;
        }
        store.replace(List.of(row), new Origin(null, actor.name(), clock.instant()));
        follow(row, actor);
        var written = Map.of("version", Integer.toString(version + 1));
        audit.updated(actor, type, id, row.patient(), written);
        if (before.patient() != null && !before.patient().equals(row.patient())) {
            audit.updated(actor, type, id, before.patient(), written);
        }
    }

    private Row row(ResourceId id, String source, String logicalId, int version, ObjectNode content, Actor actor) {
        content.put("id", id.toString());
        forgetVersion(content);
        var type = content.path("resourceType").asString("");
        var issues = new ArrayList<>(StorageLimits.faults(content));
        var patient = patient(content, type, actor, issues);
        Invalid.throwIfAny(issues);
        var facts = Facts.of(content);
        var said = FhirJson.of(content);
        return new Row(
                id,
                source,
                type,
                logicalId,
                version,
                patient,
                uuid(facts.encounter()),
                uuid(facts.medication()),
                facts,
                watch.judge(patient == null ? Set.of() : Set.of(patient)).judge(content, facts, patient),
                ContentHash.of(said.bytes()),
                said);
    }

    /** The server says these (R4, section 3.1.0.5); what a client sends of them has no meaning. */
    private static void forgetVersion(ObjectNode content) {
        if (content.path("meta") instanceof ObjectNode meta) {
            meta.remove("versionId");
            meta.remove("lastUpdated");
            if (meta.isEmpty()) {
                content.remove("meta");
            }
        }
    }

    /** Whose chart the resource belongs into; a record that was merged is answered for by the one that stands. */
    private @Nullable PatientId patient(ObjectNode content, String type, Actor actor, List<Issue> issues) {
        var facts = Facts.of(content);
        if (facts.patient() == null) {
            return null;
        }
        var id = uuid(facts.patient());
        if (id == null) {
            issues.add(new Issue(path(content, type), "not-found", "is no patient of this server; find her first"));
            return null;
        }
        try {
            var named = new PatientId(id);
            access.require(actor, Permission.WRITE_CHART, named);
            var patient = patients.survivor(named, actor);
            if (!patient.equals(named)) {
                access.require(actor, Permission.WRITE_CHART, patient);
                ((ObjectNode) content.path(element(content))).put("reference", "Patient/" + patient);
            }
            return patient;
        } catch (NotFound e) {
            issues.add(new Issue(path(content, type), "not-found", "is no patient of this server; find her first"));
            return null;
        }
    }

    private static String path(ObjectNode content, String type) {
        return type + "." + element(content);
    }

    private static String element(ObjectNode content) {
        return ABOUT.stream()
                .filter(name -> content.path(name).path("reference").isString())
                .findFirst()
                .orElse("subject");
    }

    private void follow(Row row, Actor actor) {
        var patient = row.patient();
        if (patient != null) {
            watch.follow(List.of(row), site(patient, actor), clock.instant());
        }
    }

    /** Of the sites that know the patient one that the token opens. */
    private SiteId site(PatientId patient, Actor actor) {
        return patients.sites(patient).stream()
                .filter(actor.sites()::contains)
                .min(Comparator.comparing(SiteId::toString))
                .orElseThrow(() -> new NotFound("site"));
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : Id.find(text).orElse(null);
    }
}
