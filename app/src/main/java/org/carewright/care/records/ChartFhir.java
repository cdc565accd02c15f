package org.carewright.care.records;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.carewright.platform.fhir.FhirResource;
import org.carewright.platform.fhir.FhirType;
import org.carewright.platform.fhir.FhirTypeSource;
import org.carewright.platform.fhir.JsonSearch;
import org.carewright.platform.fhir.SearchIndex;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Permission;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The chart's resources in the FHIR API: all types of R4 that records are made of. */
@Component
class ChartFhir implements FhirTypeSource {

    /** Another module keeps all of these. */
    private static final Set<String> ELSEWHERE = Set.of("Patient");

    /** The chart has them from elsewhere; what is made here is made in the schedule. */
    private static final Set<String> ONLY_READ = Set.of("Appointment", "AppointmentResponse", "Schedule", "Slot");

    private final ChartFhirStore store;
    private final Charting charting;

    ChartFhir(ChartFhirStore store, Charting charting) {
        this.store = store;
        this.charting = charting;
    }

    @Override
    public Collection<? extends FhirType> types() {
        return JsonSearch.types().stream()
                .filter(type -> !ELSEWHERE.contains(type))
                .map(type -> ONLY_READ.contains(type) ? new Kept(type) : new Charted(type))
                .toList();
    }

    private class Kept implements FhirType {

        private final String name;
        private final SearchIndex index;

        Kept(String name) {
            this.name = name;
            this.index = ChartFhirStore.index(name);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Permission seeing() {
            return Permission.SEE_CHART;
        }

        @Override
        public SearchIndex index() {
            return index;
        }

        @Override
        public List<FhirResource> load(Collection<UUID> ids) {
            return store.load(name, ids);
        }

        @Override
        public List<FhirResource> history(UUID id) {
            return store.history(name, id);
        }
    }

    private final class Charted extends Kept implements FhirType.Writable {

        Charted(String name) {
            super(name);
        }

        @Override
        public void create(UUID id, ObjectNode content, Actor actor) {
            charting.create(id, content, actor);
        }

        @Override
        public void update(UUID id, int version, ObjectNode content, Actor actor) {
            charting.update(id, version, content, actor);
        }
    }
}
