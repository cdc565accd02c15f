package org.carewright.care.reminders;

import java.util.List;
import java.util.UUID;
import org.carewright.foundation.patients.PatientMerge;
import org.carewright.platform.types.PatientId;
import org.springframework.stereotype.Component;

/** When two records of one person become one, what she asked for by link moves along. */
@Component
class MoveRequestMerge implements PatientMerge {

    private final ReminderStore store;

    MoveRequestMerge(ReminderStore store) {
        this.store = store;
    }

    @Override
    public String what() {
        return "requests to move a visit";
    }

    @Override
    public long count(PatientId from) {
        return store.countMoveRequests(from);
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
