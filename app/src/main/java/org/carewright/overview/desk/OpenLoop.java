package org.carewright.overview.desk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Something promised or needed and not yet finished, as the record says at this moment.
 *
 * @param id rule and subject
 * @param kind the rule's title: what all loops of its kind have in common
 * @param patient whom it concerns, if one person
 * @param site where it belongs, if to one place
 * @param openedAt since when
 * @param dueAt when it is late; null where no clock rule runs
 * @param permission who may see it: whoever has this
 * @param severity harm of leaving it open
 * @param title what is open, short
 * @param words one sentence that says why
 * @param remedy label of the act that closes it
 * @param remedyPath where that act is done
 * @param work who has it and whether it sleeps
 */
record OpenLoop(
        LoopId id,
        String kind,
        @Nullable Patient patient,
        @Nullable SiteId site,
        String siteName,
        Instant openedAt,
        @Nullable Instant dueAt,
        Permission permission,
        Severity severity,
        String title,
        String words,
        String remedy,
        String remedyPath,
        Work work) {

    /** The patient as a row of the desk shows her. */
    record Patient(PatientId id, String name, @Nullable LocalDate birthDate, String sex, String mrn, String phone) {}

    /** What people added. */
    record Work(
            @Nullable UserId owner,
            String ownerName,
            @Nullable Instant snoozedUntil,
            int entries) {}

    /** The remedy's page, told to which list to return. */
    String remedyUrl(String back) {
        return remedyPath + (remedyPath.contains("?") ? "&" : "?") + "back="
                + URLEncoder.encode(back, StandardCharsets.UTF_8);
    }

    boolean isLate(Instant now) {
        return dueAt != null && !now.isBefore(dueAt);
    }
}
