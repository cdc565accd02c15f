package org.carewright.platform.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SessionStore {

    /** A session that is on, and who it is for, as of now. */
    record Current(Actor actor, Instant signedInAt, Instant lastSeenAt) {}

    private final JdbcClient jdbc;

    SessionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(StaffSession session, UserId user, UUID device) {
        jdbc.sql("""
                insert into staff_session (id, user_id, device_id, device, address, signed_in_at, last_seen_at)
                values (:id, :user, :deviceId, :device, :address, :since, :seen)
                """)
                .params(Params.of("id", session.id())
                        .and("user", user)
                        .and("deviceId", device)
                        .and("device", session.device())
                        .and("address", session.address())
                        .and("since", session.signedInAt())
                        .and("seen", session.lastSeenAt())
                        .map())
                .update();
    }

    /** The one query of each request: the session with the account's rights and open break-glasses. */
    Optional<Current> find(UUID session, Instant now, Origin origin) {
        return jdbc.sql("""
                select u.id, u.name, u.roles, u.sites, s.signed_in_at, s.last_seen_at,
                       array(select patient_id from break_glass b where b.user_id = u.id and b.expires_at > :now) as emergencies
                from staff_session s
                join staff_user u on u.id = s.user_id
                where s.id = :session and s.ended_at is null and u.active
                """)
                .params(Params.of("session", session).and("now", now).map())
                .query((row, n) -> new Current(
                        new Actor(
                                new UserId(row.getObject("id", UUID.class)),
                                row.getString("name"),
                                UserStore.roles(row),
                                UserStore.sites(row),
                                UserStore.patients(row, "emergencies"),
                                origin),
                        UserStore.instant(row, "signed_in_at"),
                        UserStore.instant(row, "last_seen_at")))
                .optional();
    }

    void seen(UUID session, Instant now) {
        jdbc.sql("update staff_session set last_seen_at = :now where id = :session")
                .params(Params.of("session", session).and("now", now).map())
                .update();
    }

    /** The sessions of a user that are on, the last used first. */
    List<StaffSession> list(UserId user, Instant now, Duration idle, Duration absolute) {
        return jdbc.sql("""
                select id, device, address, signed_in_at, last_seen_at
                from staff_session
                where user_id = :user and ended_at is null and last_seen_at > :idle and signed_in_at > :absolute
                order by last_seen_at desc, id
                """)
                .params(Params.of("user", user)
                        .and("idle", now.minus(idle))
                        .and("absolute", now.minus(absolute))
                        .map())
                .query((row, n) -> new StaffSession(
                        row.getObject("id", UUID.class),
                        row.getString("device"),
                        row.getString("address"),
                        UserStore.instant(row, "signed_in_at"),
                        UserStore.instant(row, "last_seen_at")))
                .list();
    }

    long open(Instant now, Duration idle, Duration absolute) {
        return jdbc.sql("""
                select count(*) from staff_session
                where ended_at is null and last_seen_at > :idle and signed_in_at > :absolute
                """)
                .params(Params.of("idle", now.minus(idle))
                        .and("absolute", now.minus(absolute))
                        .map())
                .query(Long.class)
                .single();
    }

    /** Whether somebody has signed in to this account from this device before. */
    boolean isKnown(UUID device, String login) {
        return jdbc.sql("""
                select exists (select from staff_session s join staff_user u on u.id = s.user_id
                               where s.device_id = :device and u.login = lower(:login))
                """)
                .param("device", device)
                .param("login", login)
                .query(Boolean.class)
                .single();
    }

    /** Ends one session of this user; nothing happens to another's. */
    int end(UUID session, UserId user, Instant now) {
        return jdbc.sql(
                        "update staff_session set ended_at = :now where id = :id and user_id = :user and ended_at is null")
                .params(Params.of("id", session)
                        .and("user", user)
                        .and("now", now)
                        .map())
                .update();
    }

    /** Ends all sessions of this user but perhaps one. */
    int endAll(UserId user, Optional<UUID> except, Instant now) {
        return jdbc.sql("""
                update staff_session set ended_at = :now where user_id = :user and ended_at is null and id <> :except
                """)
                .params(Params.of("user", user)
                        .and("except", except.orElse(new UUID(0, 0)))
                        .and("now", now)
                        .map())
                .update();
    }

    void deleteBefore(Instant moment) {
        jdbc.sql("delete from staff_session where last_seen_at < :moment")
                .params(Params.of("moment", moment).map())
                .update();
    }
}
