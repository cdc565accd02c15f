package org.carewright.care.waitlist;

import java.util.List;
import java.util.UUID;
import org.carewright.foundation.patients.PatientMerge;
import org.carewright.platform.types.PatientId;
import org.springframework.stereotype.Component;

/** When two records of one person become one, what she waits for moves along. */
@Component
class WaitlistMerge implements PatientMerge {

    private final WaitlistStore store;

    WaitlistMerge(WaitlistStore store) {
        this.store = store;
    }

    @Override
    public String what() {
        return "waitlist requests";
    }

    @Override
    public long count(PatientId from) {
        return store.count(from);
    }

    @Override
    public List<String> obstacles(PatientId from, PatientId into) {
        return store.clash(from, into)
                ? List.of("Both records wait for the same kind of visit: close one of the two requests first.")
                : List.of();
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
