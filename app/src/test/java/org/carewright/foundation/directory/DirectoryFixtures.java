package org.carewright.foundation.directory;

import java.util.UUID;
import org.carewright.platform.types.SiteId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Places for tests; each has a name nobody else has. */
public class DirectoryFixtures {

    private final JdbcClient jdbc;

    DirectoryFixtures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A site in New York that keeps no hours, so that every weekday is a business day. */
    public SiteId site() {
        var site = SiteId.fresh();
        jdbc.sql("insert into site (id, name, time_zone) values (:id, :name, 'America/New_York')")
                .param("id", site.value())
                .param("name", "Site " + UUID.randomUUID())
                .update();
        return site;
    }
}
