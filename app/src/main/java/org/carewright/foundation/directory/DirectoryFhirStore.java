package org.carewright.foundation.directory;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.carewright.platform.db.Params;
import org.carewright.platform.fhir.FhirResource;
import org.carewright.platform.fhir.JsonSearch;
import org.carewright.platform.fhir.SearchIndex;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The directory as FHIR resources. */
@Repository
class DirectoryFhirStore {

    private final JdbcClient jdbc;

    DirectoryFhirStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static SearchIndex index(String type) {
        return new SearchIndex(
                "directory_fhir t", "t.id", null, null, "t.type = '" + type + "'", JsonSearch.parameters(type));
    }

    List<FhirResource> load(String type, Collection<UUID> ids) {
        return jdbc.sql("""
                select type, id, version,
                       cast(jsonb_build_object('resourceType', type, 'id', id,
                                               'meta', jsonb_build_object('versionId', cast(version as text)))
                            || jsonb_strip_nulls(content) as text) as document
                from directory_fhir
                where type = :type and id = any(:ids)
                """)
                .params(Params.of("type", type)
                        .and("ids", ids.toArray(UUID[]::new))
                        .map())
                .query((row, n) -> new FhirResource(
                        row.getString("type"),
                        row.getObject("id", UUID.class),
                        row.getInt("version"),
                        null,
                        null,
                        null,
                        row.getString("document")))
                .list();
    }
}
