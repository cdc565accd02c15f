package org.carewright.overview.desk;

import java.util.List;
import org.carewright.foundation.patients.PatientMerge;
import org.carewright.platform.types.PatientId;
import org.springframework.stereotype.Component;

/** When two records of one person become one, her tasks and what was done about her loops go along. */
@Component
class DeskMerge implements PatientMerge {

    private final DeskStore store;

    DeskMerge(DeskStore store) {
        this.store = store;
    }

    @Override
    public String what() {
        return "tasks and notes of the desk";
    }

    @Override
    public long count(PatientId from) {
        return store.count(from);
    }

    @Override
    public List<String> move(PatientId from, PatientId into) {
        return store.movePatient(from, into);
    }

    @Override
    public int restore(List<String> moved, PatientId from, PatientId into) {
        return store.restorePatient(moved, from, into);
    }
}
