package org.carewright.platform.tokens;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.SiteId;

/** API tokens for tests. */
public class TokenFixtures {

    private final ApiTokens tokens;

    TokenFixtures(ApiTokens tokens) {
        this.tokens = tokens;
    }

    /** What a client sends, for everything at some sites. */
    public String token(SiteId... sites) {
        return token(List.of("system/*.cruds"), sites);
    }

    public String token(List<String> scopes, SiteId... sites) {
        return make(scopes, false, sites);
    }

    /** Of a system that takes part in the treatment. */
    public String treatingToken(SiteId... sites) {
        return make(List.of("system/*.cruds"), true, sites);
    }

    public void revoke(String token) {
        var id = new UUID(
                Long.parseUnsignedLong(token.substring(4, 20), 16),
                Long.parseUnsignedLong(token.substring(20, 36), 16));
        tokens.revoke(id.toString(), Actor.operator("test"));
    }

    private String make(List<String> scopes, boolean treats, SiteId... sites) {
        var name = "Lab " + UUID.randomUUID();
        var operator = Actor.operator("test");
        return tokens.create(name, scopes, Set.of(sites), treats, Duration.ofDays(90), operator)
                .text();
    }
}
