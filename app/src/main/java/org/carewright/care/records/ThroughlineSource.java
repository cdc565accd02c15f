package org.carewright.care.records;

import java.util.List;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.PatientId;

/** Plug-in: adds what another module knows of a patient's past and future to the throughline. */
public interface ThroughlineSource {

    /**
     * All items of one patient, in any order. The caller has checked that the actor may see the chart, and writes the
     * audit row for what is shown.
     */
    List<ThroughlineItem> throughline(Actor actor, PatientId patient);
}
