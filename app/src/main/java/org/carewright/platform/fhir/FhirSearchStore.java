package org.carewright.platform.fhir;

import java.util.List;
import java.util.UUID;
import org.carewright.platform.db.FreshPlans;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Runs what {@link SearchCompiler} wrote. */
@Repository
class FhirSearchStore {

    /** A resource that was found, and in which of its type's places. */
    record Found(int place, UUID id) {}

    private final JdbcClient jdbc;
    private final FreshPlans searching;

    FhirSearchStore(JdbcClient jdbc, FreshPlans searching) {
        this.jdbc = jdbc;
        this.searching = searching;
    }

    List<Found> find(String query, SearchSql values) {
        return searching
                .sql(query)
                .params(values.values())
                .query((row, n) -> new Found(row.getInt("place"), row.getObject("id", UUID.class)))
                .list();
    }

    /** What was found in a search over several types. */
    record OfType(String type, Found found) {}

    List<OfType> findOfTypes(String query, SearchSql values) {
        return searching
                .sql(query)
                .params(values.values())
                .query((row, n) -> new OfType(
                        row.getString("type"), new Found(row.getInt("place"), row.getObject("id", UUID.class))))
                .list();
    }

    long count(String query, SearchSql values) {
        return searching.sql(query).params(values.values()).query(Long.class).single();
    }

    /** Whoever asks for the same condition waits until this transaction ends: of two who would make it, one does. */
    void lock(String condition) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:condition, 0))::text")
                .param("condition", condition)
                .query(String.class)
                .list();
    }
}
