package org.carewright.foundation.patients;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.foundation.patients.PatientFhirStore.State;
import org.carewright.foundation.patients.PatientFhirStore.Version;
import org.carewright.platform.fhir.FhirResource;
import org.carewright.platform.fhir.FhirType;
import org.carewright.platform.fhir.SearchIndex;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Patient in the FHIR API. */
@Component
class PatientFhir implements FhirType.Writable {

    /** The components of our demographics by the elements of FHIR they are read from. */
    private static final Map<String, String> ELEMENTS = Map.of(
            "names",
            "name",
            "telecoms",
            "telecom",
            "addresses",
            "address",
            "deceasedAt",
            "deceased",
            "language",
            "communication",
            "identifiers",
            "identifier");

    private static final String API = "api";

    /** Some thousand bytes each. */
    private static final int MOST_KEPT = 5_000;

    private final PatientFhirStore store;
    private final Patients patients;
    private final Cache<State, FhirResource> kept =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    PatientFhir(PatientFhirStore store, Patients patients) {
        this.store = store;
        this.patients = patients;
    }

    @Override
    public String name() {
        return "Patient";
    }

    @Override
    public Permission seeing() {
        return Permission.SEE_PATIENT;
    }

    @Override
    public SearchIndex index() {
        return store.index();
    }

    /** What was made of a patient's row before is given again as long as the row is in the same state. */
    @Override
    public List<FhirResource> load(Collection<UUID> ids) {
        return List.copyOf(kept.getAll(store.states(ids), this::make).values());
    }

    private Map<State, FhirResource> make(Set<? extends State> states) {
        var resources = resources(store.current(states.stream().map(State::id).toList())).stream()
                .collect(Collectors.toMap(FhirResource::id, resource -> resource));
        return states.stream().collect(Collectors.toMap(state -> state, state -> resources.get(state.id())));
    }

    @Override
    public List<FhirResource> history(UUID id) {
        return resources(store.all(id));
    }

    private List<FhirResource> resources(List<Version> versions) {
        return versions.stream()
                .map(version -> {
                    var patient = PatientJson.read(version.document(), PatientRow.class)
                            .patient();
                    return new FhirResource(
                            "Patient",
                            patient.id().value(),
                            patient.version(),
                            version.at(),
                            patient.id(),
                            null,
                            PatientContent.resource(patient, version.said(), version.mrnSystem(), version.at())
                                    .toString());
                })
                .toList();
    }

    @Override
    public void create(UUID id, ObjectNode content, Actor actor) {
        inFhir(() -> patients.create(new PatientId(id), said(id, content, sites(content, actor)), actor));
    }

    @Override
    public void update(UUID id, int version, ObjectNode content, Actor actor) {
        inFhir(() -> patients.replace(new PatientId(id), version, said(id, content, Set.of()), actor));
    }

    /** What the server says itself is no part of what was said. */
    private static ImportedPatient said(UUID id, ObjectNode content, Set<SiteId> sites) {
        content.remove("id");
        content.remove("meta");
        return PatientContent.imported(content, API, id.toString(), sites);
    }

    /** The site that the resource names as the one that manages the record; else all that the token opens. */
    private static Set<SiteId> sites(ObjectNode content, Actor actor) {
        var managing = content.path("managingOrganization").path("reference").asString("");
        return actor.sites().stream()
                .filter(site -> managing.equals("Organization/" + site))
                .findFirst()
                .map(Set::of)
                .orElse(actor.sites());
    }

    /** Our own rules name our own components. */
    private static void inFhir(Runnable work) {
        try {
            work.run();
        } catch (Invalid invalid) {
            var issues = new ArrayList<Issue>();
            for (var issue : invalid.issues()) {
                var stem = issue.path().split("[\\[.]", 2)[0];
                var rest = issue.path().substring(stem.length());
                issues.add(new Issue(
                        "Patient." + ELEMENTS.getOrDefault(stem, stem) + rest, issue.code(), issue.message()));
            }
            throw new Invalid(issues);
        }
    }
}
