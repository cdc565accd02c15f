package org.carewright.care.outreach;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands in a list.
 *
 * @param sentAt when it left, or null
 * @param failing whether it was tried in vain
 * @param withdrawn whether it was taken back before it left
 */
record Sent(
        UUID id,
        String kind,
        UUID about,
        Reach.Channel channel,
        Instant madeAt,
        @Nullable Instant sentAt,
        boolean failing,
        boolean withdrawn,
        @Nullable String answer,
        @Nullable Instant answeredAt) {}
