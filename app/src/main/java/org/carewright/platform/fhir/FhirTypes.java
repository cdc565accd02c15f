package org.carewright.platform.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The resource types that the API serves, each with the places where it is kept. */
@Component
class FhirTypes {

    private final Map<String, List<FhirType>> places;

    FhirTypes(List<FhirType> types, List<FhirTypeSource> sources) {
        var all = new ArrayList<>(types);
        sources.forEach(source -> all.addAll(source.types()));
        places = all.stream().collect(Collectors.groupingBy(FhirType::name, TreeMap::new, Collectors.toList()));
    }

    SortedSet<String> names() {
        return new TreeSet<>(places.keySet());
    }

    boolean isServed(String type) {
        return places.containsKey(type);
    }

    /**
     * The places of a type.
     *
     * @throws FhirRefusal if this server has none
     */
    List<FhirType> of(String type) {
        var found = places.get(type);
        if (found == null) {
            throw new FhirRefusal(404, "not-supported", "This server has no resource type " + type + ".");
        }
        return found;
    }

    /** The place that takes what clients bring. */
    Optional<FhirType.Writable> writable(String type) {
        return of(type).stream()
                .filter(FhirType.Writable.class::isInstance)
                .map(FhirType.Writable.class::cast)
                .findFirst();
    }
}
