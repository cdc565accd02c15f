package org.carewright.foundation.patients;

import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;

/**
 * A record that may be the same person.
 *
 * @param id the record
 * @param patient the record, or null where it is out of the actor's scope: then only the reasons are told
 * @param likeness how alike, and why
 */
public record LikelyDuplicate(PatientId id, @Nullable Patient patient, Likeness likeness) {}
