package org.carewright.platform.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What came of checking the trail. */
public sealed interface AuditVerdict {

    /**
     * Nothing was altered, removed or put in.
     *
     * @param anchored whether a file outside the database confirmed where the trail ends
     */
    record Whole(boolean anchored) implements AuditVerdict {}

    /**
     * The first place where the trail is not what Carewright wrote.
     *
     * @param event the row concerned, if one can be named
     * @param at when the row was recorded, or about when
     * @param words what is wrong, for a person
     */
    record Broken(Optional<UUID> event, Instant at, String words) implements AuditVerdict {}
}
