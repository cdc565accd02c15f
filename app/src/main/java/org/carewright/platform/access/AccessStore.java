package org.carewright.platform.access;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AccessStore {

    record Account(
            UserId id,
            String login,
            String name,
            String passwordHash,
            Set<Role> roles,
            Set<SiteId> sites,
            boolean active) {}

    private final JdbcClient jdbc;

    AccessStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Account> findByLogin(String login) {
        return jdbc.sql("""
                select id, login, name, password_hash, roles, sites, active from staff_user where login = lower(:login)
                """)
                .param("login", login)
                .query((row, n) -> new Account(
                        new UserId(row.getObject("id", UUID.class)),
                        row.getString("login"),
                        row.getString("name"),
                        row.getString("password_hash"),
                        Arrays.stream((String[]) row.getArray("roles").getArray())
                                .map(code -> Params.constant(Role.class, code))
                                .collect(Collectors.toSet()),
                        Arrays.stream((UUID[]) row.getArray("sites").getArray())
                                .map(SiteId::new)
                                .collect(Collectors.toSet()),
                        row.getBoolean("active")))
                .optional();
    }

    void insert(Account account) {
        jdbc.sql("""
                insert into staff_user (id, login, name, password_hash, roles, sites, active)
                values (:id, lower(:login), :name, :hash, :roles, :sites, :active)
                """)
                .params(Params.of("id", account.id())
                        .and("login", account.login())
                        .and("name", account.name())
                        .and("hash", account.passwordHash())
                        .texts(
                                "roles",
                                account.roles().stream().map(Params::code).toList())
                        .ids("sites", account.sites())
                        .and("active", account.active())
                        .map())
                .update();
    }
}
