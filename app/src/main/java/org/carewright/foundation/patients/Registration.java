package org.carewright.foundation.patients;

import java.util.List;
import java.util.Set;
import org.carewright.platform.types.Identifier;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;

/**
 * A new patient at the counter.
 *
 * @param id minted when the form was opened, so that a form sent twice registers once
 * @param identifiers known from elsewhere; the clinic's own number is given on registration
 * @param site where the patient becomes known
 * @param notTheSame records that were shown as likely duplicates and looked at, and are other people
 */
public record Registration(
        PatientId id, Demographics demographics, List<Identifier> identifiers, SiteId site, Set<PatientId> notTheSame) {

    public Registration {
        identifiers = List.copyOf(identifiers);
        notTheSame = Set.copyOf(notTheSame);
    }
}
