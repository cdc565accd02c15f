package org.carewright.overview.desk;

import java.util.Objects;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.web.ListQuery;
import org.jspecify.annotations.Nullable;

/**
 * What a list of the desk shows.
 *
 * @param whose everybody's, mine, or nobody's yet
 * @param site only this site
 * @param rule only this kind of loop
 * @param patient only this patient
 * @param text words that the title, the sentence or the patient's name must hold
 * @param snoozed the sleeping ones instead of the waking
 * @param offset rows before this page
 * @param limit rows on this page
 */
record DeskQuery(
        Whose whose,
        @Nullable SiteId site,
        @Nullable String rule,
        @Nullable PatientId patient,
        String text,
        boolean snoozed,
        int offset,
        int limit) {

    static DeskQuery everything() {
        return of(ListQuery.of("/desk"));
    }

    static DeskQuery of(ListQuery list) {
        var site = list.filter("site");
        var patient = list.filter("patient");
        return new DeskQuery(
                Params.find(Whose.class, Objects.requireNonNullElse(list.filter("whose"), ""))
                        .orElse(Whose.ALL),
                site == null ? null : SiteId.of(site),
                list.filter("rule"),
                patient == null ? null : PatientId.of(patient),
                list.q(),
                list.has("snoozed", "yes"),
                list.offset(),
                list.size());
    }
}
