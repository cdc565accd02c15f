package org.carewright.care.records;

import java.util.List;
import org.carewright.foundation.patients.PatientMerge;
import org.carewright.platform.types.PatientId;
import org.springframework.stereotype.Component;

/** The chart goes along when two records of one person become one. */
@Component
class ChartMerge implements PatientMerge {

    private final ChartStore store;

    ChartMerge(ChartStore store) {
        this.store = store;
    }

    @Override
    public String what() {
        return "chart entries";
    }

    @Override
    public long count(PatientId from) {
        return store.count(from);
    }

    @Override
    public List<String> move(PatientId from, PatientId into) {
        return store.move(from, into).stream().map(ResourceId::toString).toList();
    }

    @Override
    public int restore(List<String> moved, PatientId from, PatientId into) {
        return store.moveSome(moved.stream().map(ResourceId::of).toList(), /* from= */ into, /* into= */ from);
    }
}
