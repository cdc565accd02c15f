package org.carewright.foundation.directory;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.carewright.platform.fhir.FhirResource;
import org.carewright.platform.fhir.FhirType;
import org.carewright.platform.fhir.FhirTypeSource;
import org.carewright.platform.fhir.SearchIndex;
import org.carewright.platform.types.Permission;
import org.springframework.stereotype.Component;

/** Who works here, where, and what can be booked, in the FHIR API; its pages change it. */
@Component
class DirectoryFhir implements FhirTypeSource {

    private final DirectoryFhirStore store;

    DirectoryFhir(DirectoryFhirStore store) {
        this.store = store;
    }

    @Override
    public Collection<? extends FhirType> types() {
        return Stream.of("Organization", "Location", "Device", "Practitioner", "PractitionerRole", "HealthcareService")
                .map(type -> new Listed(type, DirectoryFhirStore.index(type), store))
                .toList();
    }

    /** The current version is the only one that is kept. */
    private record Listed(String name, SearchIndex index, DirectoryFhirStore store) implements FhirType {

        @Override
        public Permission seeing() {
            return Permission.SEE_DIRECTORY;
        }

        @Override
        public List<FhirResource> load(Collection<UUID> ids) {
            return store.load(name, ids);
        }

        @Override
        public List<FhirResource> history(UUID id) {
            return load(List.of(id));
        }

        @Override
        public boolean keepsVersions() {
            return false;
        }
    }
}
