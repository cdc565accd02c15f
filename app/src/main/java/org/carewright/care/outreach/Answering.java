package org.carewright.care.outreach;

import java.util.UUID;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * A message whose link was followed.
 *
 * @param about the visit or offer it tells of
 * @param answer what was answered by it before, or null
 * @param over whether it is too late to answer
 * @param actor the patient, as she may act by this link
 */
public record Answering(
        UUID message,
        PatientId patient,
        SiteId site,
        UUID about,
        Reach.Channel channel,
        String language,
        @Nullable String answer,
        boolean over,
        Actor actor) {

    public boolean isSpanish() {
        return language.equals("es");
    }
}
