package org.carewright.foundation.directory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.carewright.platform.access.SiteNames;
import org.carewright.platform.types.SiteId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tells those who manage accounts which sites there are. */
@Repository
class SiteNameStore implements SiteNames {

    private final JdbcClient jdbc;

    SiteNameStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public SequencedMap<SiteId, String> siteNames() {
        var names = new LinkedHashMap<SiteId, String>();
        jdbc.sql("select id, name from site where active order by name")
                .query((row, n) -> Map.entry(new SiteId(row.getObject("id", UUID.class)), row.getString("name")))
                .list()
                .forEach(site -> names.put(site.getKey(), site.getValue()));
        return names;
    }
}
