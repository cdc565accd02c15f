package org.carewright.platform.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.Stale;
import org.carewright.platform.types.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Accounts with their secrets, and the links that set passwords. */
@Repository
class UserStore {

    /** Any number will do that nothing else locks. */
    private static final long ADMINISTRATORS_LOCK = 0xAD1;

    private static final String COLUMNS = "id, login, name, email, roles, sites, active, totp_secret, version";

    private final JdbcClient jdbc;

    UserStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Account account, Optional<String> passwordHash, Instant now) {
        jdbc.sql("""
                insert into staff_user (id, login, name, email, password_hash, roles, sites, active, created_at)
                values (:id, :login, :name, :email, :hash, :roles, :sites, :active, :now)
                """)
                .params(columns(account)
                        .and("hash", passwordHash.orElse(null))
                        .and("now", now)
                        .map())
                .update();
    }

    /** @throws Stale if another version is there */
    void update(Account account) {
        var updated = jdbc.sql("""
                update staff_user
                set login = :login, name = :name, email = :email, roles = :roles, sites = :sites, active = :active,
                    version = version + 1
                where id = :id and version = :version
                """)
                .params(columns(account).and("version", account.version()).map())
                .update();
        if (updated == 0) {
            throw new Stale("account");
        }
    }

    private static Params columns(Account account) {
        return Params.of("id", account.id())
                .and("login", account.login())
                .and("name", account.name())
                .and("email", account.email().orElse(null))
                .texts(
                        "roles",
                        account.roles().stream().map(Params::code).sorted().toList())
                .ids("sites", account.sites())
                .and("active", account.active());
    }

    Optional<Account> find(UserId id) {
        return jdbc.sql("select " + COLUMNS + " from staff_user where id = :id")
                .param("id", id.value())
                .query(UserStore::account)
                .optional();
    }

    Optional<Account> findByLogin(String login) {
        return jdbc.sql("select " + COLUMNS + " from staff_user where login = lower(:login)")
                .param("login", login)
                .query(UserStore::account)
                .optional();
    }

    List<Account> list() {
        return jdbc.sql("select " + COLUMNS + " from staff_user order by lower(name), id")
                .query(UserStore::account)
                .list();
    }

    /** Addresses of the active staff of these roles. */
    List<String> emails(Collection<Role> roles) {
        return jdbc.sql("""
                select email from staff_user
                where active and email is not null and roles && cast(:roles as text[])
                order by email
                """)
                .params(Params.none()
                        .texts("roles", roles.stream().map(Params::code).toList())
                        .map())
                .query(String.class)
                .list();
    }

    /** Changes to who administers come one after another, so that two cannot together remove the last. */
    void lockAdministrators() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", ADMINISTRATORS_LOCK)
                .query((row, n) -> n)
                .single();
    }

    boolean existsAdministratorBesides(Optional<UserId> user) {
        return jdbc.sql("""
                select exists (
                    select from staff_user where active and 'administrator' = any(roles) and id is distinct from :user)
                """)
                .param("user", user.map(UserId::value).orElse(new UUID(0, 0)))
                .query(Boolean.class)
                .single();
    }

    Optional<String> findPasswordHash(UserId user) {
        return jdbc.sql("select password_hash from staff_user where id = :id")
                .param("id", user.value())
                .query((row, n) -> Optional.ofNullable(row.getString("password_hash")))
                .optional()
                .flatMap(hash -> hash);
    }

    void setPasswordHash(UserId user, String hash) {
        jdbc.sql("update staff_user set password_hash = :hash where id = :id")
                .param("id", user.value())
                .param("hash", hash)
                .update();
    }

    void removePassword(UserId user) {
        jdbc.sql("update staff_user set password_hash = null where id = :id")
                .param("id", user.value())
                .update();
    }

    /** The secret of the account's authenticator; the row stays locked, so that a code is used once. */
    Optional<byte[]> findTotpSecretForUpdate(UserId user) {
        return jdbc.sql("select totp_secret from staff_user where id = :id for update")
                .param("id", user.value())
                .query((row, n) -> Optional.ofNullable(row.getBytes("totp_secret")))
                .optional()
                .flatMap(secret -> secret);
    }

    long lastTotpStep(UserId user) {
        return jdbc.sql("select totp_step from staff_user where id = :id")
                .param("id", user.value())
                .query(Long.class)
                .single();
    }

    void setTotpStep(UserId user, long step) {
        jdbc.sql("update staff_user set totp_step = :step where id = :id")
                .param("id", user.value())
                .param("step", step)
                .update();
    }

    void setTotp(UserId user, byte[] sealedSecret, long step, Collection<byte[]> recoveryCodes) {
        removeTotp(user);
        jdbc.sql("update staff_user set totp_secret = :secret, totp_step = :step where id = :id")
                .param("id", user.value())
                .param("secret", sealedSecret)
                .param("step", step)
                .update();
        jdbc.sql("insert into staff_recovery_code (user_id, code_hash) select :id, unnest(:codes)")
                .param("id", user.value())
                .param("codes", recoveryCodes.toArray(byte[][]::new))
                .update();
    }

    void removeTotp(UserId user) {
        jdbc.sql("delete from staff_recovery_code where user_id = :id")
                .param("id", user.value())
                .update();
        jdbc.sql("update staff_user set totp_secret = null, totp_step = 0 where id = :id")
                .param("id", user.value())
                .update();
    }

    /** Whether there was such a code; it is gone now. */
    boolean takeRecoveryCode(UserId user, byte[] codeHash) {
        return jdbc.sql("delete from staff_recovery_code where user_id = :id and code_hash = :hash")
                        .param("id", user.value())
                        .param("hash", codeHash)
                        .update()
                == 1;
    }

    int countRecoveryCodes(UserId user) {
        return jdbc.sql("select count(*) from staff_recovery_code where user_id = :id")
                .param("id", user.value())
                .query(Integer.class)
                .single();
    }

    /** A link that was found; without a user it makes the first administrator. */
    record Link(Optional<UserId> user) {}

    /** Earlier links for the same purpose stop working. */
    void insertLink(byte[] tokenHash, Optional<UserId> user, Instant expires) {
        var id = user.map(UserId::value).orElse(null);
        jdbc.sql("delete from one_time_link where user_id is not distinct from cast(:user as uuid) and used_at is null")
                .params(Params.of("user", id).map())
                .update();
        jdbc.sql("insert into one_time_link (token_hash, user_id, expires_at) values (:hash, :user, :expires)")
                .params(Params.of("hash", tokenHash)
                        .and("user", id)
                        .and("expires", expires)
                        .map())
                .update();
    }

    Optional<Link> findLink(byte[] tokenHash, Instant now) {
        return jdbc.sql("""
                select user_id from one_time_link where token_hash = :hash and used_at is null and expires_at > :now
                """)
                .params(Params.of("hash", tokenHash).and("now", now).map())
                .query((row, n) -> new Link(Optional.ofNullable(row.getObject("user_id", UUID.class))
                        .map(UserId::new)))
                .optional();
    }

    /** Whether the link could still be used; now it is. */
    boolean useLink(byte[] tokenHash, Instant now) {
        return jdbc.sql("""
                update one_time_link set used_at = :now
                where token_hash = :hash and used_at is null and expires_at > :now
                """)
                        .params(Params.of("hash", tokenHash).and("now", now).map())
                        .update()
                == 1;
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                new UserId(row.getObject("id", UUID.class)),
                row.getString("login"),
                row.getString("name"),
                Optional.ofNullable(row.getString("email")),
                roles(row),
                sites(row),
                row.getBoolean("active"),
                row.getBytes("totp_secret") != null,
                row.getInt("version"));
    }

    static Set<Role> roles(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("roles").getArray())
                .map(code -> Params.constant(Role.class, code))
                .collect(Collectors.toSet());
    }

    static Set<SiteId> sites(ResultSet row) throws SQLException {
        return Arrays.stream((UUID[]) row.getArray("sites").getArray())
                .map(SiteId::new)
                .collect(Collectors.toSet());
    }

    static Set<PatientId> patients(ResultSet row, String column) throws SQLException {
        return Arrays.stream((UUID[]) row.getArray(column).getArray())
                .map(PatientId::new)
                .collect(Collectors.toSet());
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
