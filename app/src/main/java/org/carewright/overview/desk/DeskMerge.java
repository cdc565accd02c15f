package org.carewright.overview.desk;

import java.util.List;
import org.carewright.foundation.patients.PatientMerge;
import org.carewright.platform.types.PatientId;
import org.springframework.stereotype.Component;

/** When two records of one person become one, her tasks and what was done about her loops go along. */
@Component
class DeskMerge implements PatientMerge {

    private final LoopWorkStore work;

    DeskMerge(LoopWorkStore work) {
        this.work = work;
    }

    @Override
    public String what() {
        return "tasks and notes of the desk";
    }

    @Override
    public long count(PatientId from) {
        return work.count(from);
    }

    @Override
    public List<String> move(PatientId from, PatientId into) {
        return work.movePatient(from, into);
    }

    @Override
    public int restore(List<String> moved, PatientId from, PatientId into) {
        return work.restorePatient(moved, from, into);
    }
}
