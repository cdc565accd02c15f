package org.carewright.platform.access;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.carewright.platform.db.Params;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ThrottleStore {

    private final JdbcClient jdbc;

    ThrottleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until when the bucket is blocked, if it is. The row stays locked, so that attempts come one after another. */
    Optional<Instant> lockBlocked(byte[] bucket, Instant now) {
        jdbc.sql("""
                insert into sign_in_throttle (bucket, attempts, last_at) values (:bucket, 0, :now)
                on conflict do nothing
                """).params(Params.of("bucket", bucket).and("now", now).map()).update();
        var until = jdbc.sql("select blocked_until from sign_in_throttle where bucket = :bucket for update")
                .param("bucket", bucket)
                .query((row, n) -> Optional.ofNullable(row.getObject("blocked_until", OffsetDateTime.class)))
                .single();
        return until.map(OffsetDateTime::toInstant).filter(now::isBefore);
    }

    /** One more attempt; the first again if the last was long ago. */
    int count(byte[] bucket, Instant now, Instant forgotten) {
        return jdbc.sql("""
                update sign_in_throttle
                set attempts = case when last_at < :forgotten then 1 else attempts + 1 end, last_at = :now
                where bucket = :bucket
                returning attempts
                """)
                .params(Params.of("bucket", bucket)
                        .and("now", now)
                        .and("forgotten", forgotten)
                        .map())
                .query(Integer.class)
                .single();
    }

    void block(byte[] bucket, Instant until) {
        jdbc.sql("update sign_in_throttle set blocked_until = :until where bucket = :bucket")
                .params(Params.of("bucket", bucket).and("until", until).map())
                .update();
    }

    void takeBack(byte[] bucket) {
        jdbc.sql("""
                update sign_in_throttle set attempts = greatest(0, attempts - 1), blocked_until = null where bucket = :bucket
                """).param("bucket", bucket).update();
    }

    void forget(byte[] bucket) {
        jdbc.sql("delete from sign_in_throttle where bucket = :bucket")
                .param("bucket", bucket)
                .update();
    }

    void forgetBefore(Instant moment) {
        jdbc.sql("delete from sign_in_throttle where last_at < :moment")
                .params(Params.of("moment", moment).map())
                .update();
    }
}
