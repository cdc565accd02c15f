package org.carewright.platform.tokens;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ApiTokenStore {

    /** How exactly the last use of a token is known; saves a write on most requests. */
    private static final Duration RESOLUTION = Duration.ofMinutes(1);

    private static final String COLUMNS =
            "id, name, scopes, sites, treats, created_at, created_by, expires_at, last_used_at, revoked_at";

    private final JdbcClient jdbc;

    ApiTokenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when a live token of this name is there. */
    boolean insert(ApiToken token, byte[] secretHash) {
        return jdbc.sql("""
                insert into api_token (id, name, secret_hash, scopes, sites, treats, created_at, created_by, expires_at)
                values (:id, :name, :hash, :scopes, :sites, :treats, :at, :by, :expires)
                on conflict (lower(name)) where revoked_at is null do nothing
                """)
                        .params(Params.of("id", token.id())
                                .and("name", token.name())
                                .and("hash", secretHash)
                                .texts("scopes", token.scopes().texts())
                                .ids("sites", token.sites())
                                .and("treats", token.treats())
                                .and("at", token.createdAt())
                                .and("by", token.createdBy())
                                .and("expires", token.expiresAt())
                                .map())
                        .update()
                == 1;
    }

    /** Live ones first, by name. */
    List<ApiToken> list() {
        return jdbc.sql("select " + COLUMNS + " from api_token order by revoked_at is not null, lower(name), id")
                .query(ApiTokenStore::token)
                .list();
    }

    /** The token with this id, if this is the hash of its secret. */
    Optional<ApiToken> find(UUID id, byte[] secretHash) {
        return jdbc.sql("select " + COLUMNS + " from api_token where id = :id and secret_hash = :hash")
                .params(Params.of("id", id).and("hash", secretHash).map())
                .query(ApiTokenStore::token)
                .optional();
    }

    void used(ApiToken token, Instant now) {
        var last = token.lastUsedAt();
        if (last == null || last.isBefore(now.minus(RESOLUTION))) {
            jdbc.sql("update api_token set last_used_at = greatest(last_used_at, :now) where id = :id")
                    .params(Params.of("id", token.id()).and("now", now).map())
                    .update();
        }
    }

    /** False when it is revoked already. */
    boolean revoke(UUID id, Instant now) {
        return jdbc.sql("update api_token set revoked_at = :now where id = :id and revoked_at is null")
                        .params(Params.of("id", id).and("now", now).map())
                        .update()
                == 1;
    }

    private static ApiToken token(ResultSet row, int number) throws SQLException {
        return new ApiToken(
                row.getObject("id", UUID.class),
                row.getString("name"),
                new Scopes(List.of((String[]) row.getArray("scopes").getArray())),
                Arrays.stream((UUID[]) row.getArray("sites").getArray())
                        .map(SiteId::new)
                        .collect(Collectors.toSet()),
                row.getBoolean("treats"),
                instant(row, "created_at"),
                row.getString("created_by"),
                instant(row, "expires_at"),
                findInstant(row, "last_used_at"),
                findInstant(row, "revoked_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant findInstant(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
