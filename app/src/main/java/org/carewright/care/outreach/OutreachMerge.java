package org.carewright.care.outreach;

import java.util.List;
import java.util.UUID;
import org.carewright.foundation.patients.PatientMerge;
import org.carewright.platform.types.PatientId;
import org.springframework.stereotype.Component;

/** When two records of one person become one, what was sent to her moves along. */
@Component
class OutreachMerge implements PatientMerge {

    private final OutreachStore store;

    OutreachMerge(OutreachStore store) {
        this.store = store;
    }

    @Override
    public String what() {
        return "messages";
    }

    @Override
    public long count(PatientId from) {
        return store.count(from);
    }

    @Override
    public List<String> move(PatientId from, PatientId into) {
        return store.movePatient(from, into).stream().map(UUID::toString).toList();
    }

    @Override
    public int restore(List<String> moved, PatientId from, PatientId into) {
        return store.restorePatient(moved.stream().map(UUID::fromString).toList(), from, into);
    }
}
