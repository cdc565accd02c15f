package org.carewright.foundation.terminology;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.carewright.foundation.terminology.Incoming.Choice;
import org.carewright.foundation.terminology.Incoming.Heading;
import org.carewright.foundation.terminology.Incoming.Whole;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Coding;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class TerminologyStore {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<LinkedHashMap<String, String>> PROPERTIES = new TypeReference<>() {};

    private static final String CONCEPT = """
            select s.url, s.version, c.code, c.display, c.definition, c.parent, c.billable, c.active, c.properties
            from concept c join code_system s on s.id = c.code_system_id
            """;

    private final JdbcClient jdbc;
    private final DataSource dataSource;

    TerminologyStore(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    /** Until this transaction ends nobody else brings codes in. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('carewright codes'))::text")
                .query(String.class)
                .single();
    }

    /** Every edition of every code system, the current one of each first, then the newest. */
    List<CodeSystem> systems() {
        return jdbc.sql("""
                select id, url, version, name, title, publisher, copyright, value_set, origin, current, concepts, loaded_at
                from code_system order by title, url, current desc, loaded_at desc
                """).query(TerminologyStore::system).list();
    }

    Optional<String> contentHash(CodeSystemId id) {
        return jdbc.sql("select encode(content_hash, 'hex') from code_system where id = :id")
                .params(Params.of("id", id).map())
                .query(String.class)
                .optional();
    }

    private static CodeSystem system(ResultSet row, int n) throws SQLException {
        return new CodeSystem(
                new CodeSystemId(row.getObject("id", UUID.class)),
                row.getString("url"),
                row.getString("version"),
                row.getString("name"),
                row.getString("title"),
                row.getString("publisher"),
                row.getString("copyright"),
                row.getString("value_set"),
                Params.constant(CodeSystem.Origin.class, row.getString("origin")),
                row.getBoolean("current"),
                row.getInt("concepts"),
                moment(row, "loaded_at"));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    Optional<Concept> concept(CodeSystemId system, String code) {
        return jdbc.sql(CONCEPT + "where c.code_system_id = :system and c.code = :code")
                .params(Params.of("system", system).and("code", code).map())
                .query(TerminologyStore::concept)
                .optional();
    }

    /** Those of these codes that there are. */
    List<Concept> concepts(CodeSystemId system, Collection<String> codes) {
        return jdbc.sql(CONCEPT + "where c.code_system_id = :system and c.code = any(:codes)")
                .params(Params.of("system", system).texts("codes", codes).map())
                .query(TerminologyStore::concept)
                .list();
    }

    /** The broader concepts, the broadest first. */
    List<Concept> ancestors(CodeSystemId system, String code) {
        return jdbc.sql("""
                with recursive broader as (
                    select parent, 1 as step from concept where code_system_id = :system and code = :code
                    union all
                    select c.parent, step + 1
                    from concept c join broader b on c.code_system_id = :system and c.code = b.parent
                    where step < 100
                )
                select s.url, s.version, c.code, c.display, c.definition, c.parent, c.billable, c.active, c.properties
                from broader b
                join concept c on c.code_system_id = :system and c.code = b.parent
                join code_system s on s.id = c.code_system_id
                order by step desc
                """)
                .params(Params.of("system", system).and("code", code).map())
                .query(TerminologyStore::concept)
                .list();
    }

    List<Concept> children(CodeSystemId system, String code) {
        return jdbc.sql(CONCEPT + "where c.code_system_id = :system and c.parent = :code order by c.ordinal")
                .params(Params.of("system", system).and("code", code).map())
                .query(TerminologyStore::concept)
                .list();
    }

    private static Concept concept(ResultSet row, int n) throws SQLException {
        return new Concept(
                row.getString("url"),
                row.getString("version"),
                row.getString("code"),
                row.getString("display"),
                row.getString("definition"),
                row.getString("parent"),
                row.getObject("billable", Boolean.class),
                row.getBoolean("active"),
                properties(row.getString("properties")));
    }

    private static SequencedMap<String, String> properties(@Nullable String json) {
        return json == null ? new LinkedHashMap<>() : JSON.readValue(json, PROPERTIES);
    }

    CodeIndex index(CodeSystemId system) {
        var index = new CodeIndex.Builder();
        jdbc.sql("""
                select ordinal, code, display, billable is false as heading, not active as inactive
                from concept where code_system_id = :system order by ordinal
                """).params(Params.of("system", system).map()).query((RowCallbackHandler) row -> index.add(
                row.getInt("ordinal"),
                row.getString("code"),
                row.getString("display"),
                row.getBoolean("heading"),
                row.getBoolean("inactive")));
        return index.build();
    }

    /** The words of every concept by its code. */
    Map<String, String> displays(CodeSystemId system) {
        var displays = new LinkedHashMap<String, String>();
        jdbc.sql("select code, display from concept where code_system_id = :system")
                .params(Params.of("system", system).map())
                .query((RowCallbackHandler) row -> displays.put(row.getString("code"), row.getString("display")));
        return displays;
    }

    void delete(CodeSystemId system) {
        jdbc.sql("delete from concept where code_system_id = :id")
                .params(Params.of("id", system).map())
                .update();
        jdbc.sql("delete from code_system where id = :id")
                .params(Params.of("id", system).map())
                .update();
    }

    /** @param concepts how many {@link #copy} will bring */
    void insert(
            CodeSystemId id, Heading heading, String valueSet, CodeSystem.Origin origin, int concepts, Instant now) {
        jdbc.sql("""
                insert into code_system (id, url, version, name, title, publisher, copyright, value_set, origin, current,
                                         concepts, content_hash, loaded_at)
                values (:id, :url, :version, :name, :title, :publisher, :copyright, :valueSet, :origin, false,
                        :concepts, :hash, :now)
                """)
                .params(heading(heading)
                        .and("id", id)
                        .and("valueSet", valueSet)
                        .and("origin", origin)
                        .and("concepts", concepts)
                        .and("now", now)
                        .map())
                .update();
    }

    private static Params heading(Heading heading) {
        return Params.of("url", heading.url())
                .and("version", heading.version())
                .and("name", heading.name())
                .and("title", heading.title())
                .and("publisher", heading.publisher())
                .and("copyright", heading.copyright())
                .and("hash", HexFormat.of().parseHex(heading.contentHash()));
    }

    /** Writes concepts as {@link ConceptLines} has them. */
    void copy(CodeSystemId system, byte[] lines) {
        var sql = "copy concept (code_system_id, " + ConceptLines.COLUMNS + ") from stdin";
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(sql, new ByteArrayInputStream(ConceptLines.within(system, lines)));
        } catch (SQLException e) {
            throw new UncategorizedSQLException("copy", sql, e);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /** Makes this edition the one that is meant when no version is said. */
    void makeCurrent(CodeSystem system) {
        jdbc.sql("update code_system set current = false where url = :url and current and id <> :id")
                .params(Params.of("url", system.url()).and("id", system.id()).map())
                .update();
        jdbc.sql("update code_system set current = true where id = :id and not current")
                .params(Params.of("id", system.id()).map())
                .update();
    }

    /** Every version of every value set. */
    List<ValueSet> valueSets() {
        return jdbc.sql("""
                select id, url, version, title, publisher, copyright, current, loaded_at,
                       encode(content_hash, 'hex') as hash,
                       (select count(*) from value_set_concept c where c.value_set_id = v.id) as concepts
                from value_set v order by title, url, current desc, loaded_at desc
                """).query(TerminologyStore::valueSet).list();
    }

    private static ValueSet valueSet(ResultSet row, int n) throws SQLException {
        return new ValueSet(
                row.getObject("id", UUID.class),
                row.getString("url"),
                row.getString("version"),
                row.getString("title"),
                row.getString("publisher"),
                row.getString("copyright"),
                row.getBoolean("current"),
                row.getInt("concepts"),
                row.getString("hash"),
                moment(row, "loaded_at"));
    }

    List<Whole> wholeSystems(UUID valueSet) {
        return jdbc.sql("select system, version from value_set_system where value_set_id = :id order by ordinal")
                .params(Params.of("id", valueSet).map())
                .query((row, n) -> new Whole(row.getString("system"), row.getString("version")))
                .list();
    }

    /** The codes that a value set names, in its order. */
    List<Coding> named(UUID valueSet) {
        return jdbc.sql("""
                select system, code, display from value_set_concept where value_set_id = :id order by ordinal
                """)
                .params(Params.of("id", valueSet).map())
                .query((row, n) -> new Coding(row.getString("system"), row.getString("code"), row.getString("display")))
                .list();
    }

    void deleteValueSet(UUID id) {
        jdbc.sql("delete from value_set where id = :id")
                .params(Params.of("id", id).map())
                .update();
    }

    void insert(UUID id, Choice choice, Instant now) {
        jdbc.sql("""
                insert into value_set (id, url, version, name, title, publisher, copyright, current, content_hash, loaded_at)
                values (:id, :url, :version, :name, :title, :publisher, :copyright, false, :hash, :now)
                """)
                .params(heading(choice.heading()).and("id", id).and("now", now).map())
                .update();
        var concepts = choice.concepts();
        jdbc.sql("""
                insert into value_set_concept (value_set_id, ordinal, system, code, display)
                select :id, ordinal, system, code, display
                from unnest(:systems, :codes, :displays) with ordinality as chosen (system, code, display, ordinal)
                """)
                .params(Params.of("id", id)
                        .texts("systems", concepts.stream().map(Coding::system).toList())
                        .texts("codes", concepts.stream().map(Coding::code).toList())
                        .texts(
                                "displays",
                                concepts.stream().map(Coding::display).toList())
                        .map())
                .update();
        for (int i = 0; i < choice.systems().size(); i++) {
            var whole = choice.systems().get(i);
            jdbc.sql("""
                    insert into value_set_system (value_set_id, ordinal, system, version)
                    values (:id, :ordinal, :system, :version)
                    """)
                    .params(Params.of("id", id)
                            .and("ordinal", i)
                            .and("system", whole.system())
                            .and("version", whole.version())
                            .map())
                    .update();
        }
    }

    void makeCurrent(ValueSet valueSet) {
        jdbc.sql("update value_set set current = false where url = :url and current and id <> :id")
                .params(Params.of("url", valueSet.url())
                        .and("id", valueSet.id())
                        .map())
                .update();
        jdbc.sql("update value_set set current = true where id = :id and not current")
                .params(Params.of("id", valueSet.id()).map())
                .update();
    }
}
