package org.carewright.overview.desk;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of what is open beside the view that it follows. */
@Repository
class OpenLoopStore {

    private final JdbcClient jdbc;

    OpenLoopStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Deadlines are counted by kept calendars, which may be stale themselves. */
    void renewCalendars() {
        jdbc.sql("select calendars_renew()").query(row -> {});
    }

    /** How many loops of each rule the table lacks, has too many, or tells otherwise than the view; of one moment. */
    Map<String, Long> differences() {
        var differences = new TreeMap<String, Long>();
        jdbc.sql("""
                with source as materialized (select * from open_loop_source),
                     differing as ((select * from source except select * from open_loop)
                                   union all
                                   (select * from open_loop except select * from source))
                select rule, count(distinct subject) as loops from differing group by rule
                """).query(row -> {
            differences.put(row.getString("rule"), row.getLong("loops"));
        });
        return differences;
    }

    void renew() {
        jdbc.sql("select open_loop_renew()").query(row -> {});
    }
}
