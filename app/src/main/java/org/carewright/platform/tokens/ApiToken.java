package org.carewright.platform.tokens;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * A token as its list shows it; the secret is not kept.
 *
 * @param treats whether charts that are confidential are open to it
 * @param lastUsedAt to the minute; null when it was never used
 */
record ApiToken(
        UUID id,
        String name,
        Scopes scopes,
        Set<SiteId> sites,
        boolean treats,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    ApiToken {
        sites = Set.copyOf(sites);
    }

    boolean isLive(Instant now) {
        return revokedAt == null && expiresAt.isAfter(now);
    }
}
