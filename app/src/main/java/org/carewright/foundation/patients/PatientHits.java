package org.carewright.foundation.patients;

import java.util.List;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Permission;
import org.carewright.platform.web.Hit;
import org.carewright.platform.web.SearchProvider;
import org.springframework.stereotype.Component;

/** Patients in the search of Ctrl K. */
@Component
class PatientHits implements SearchProvider {

    private final Patients patients;

    PatientHits(Patients patients) {
        this.patients = patients;
    }

    @Override
    public String group() {
        return "Patients";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public List<Hit> find(String q, Actor actor, int limit) {
        if (!actor.may(Permission.SEARCH_PATIENTS)) {
            return List.of();
        }
        return patients.search(PatientQuery.of(q, limit), actor).patients().stream()
                .map(patient -> new Hit(patient.name().filed(), patient.facts(), "/patients/" + patient.id(), "user"))
                .toList();
    }
}
