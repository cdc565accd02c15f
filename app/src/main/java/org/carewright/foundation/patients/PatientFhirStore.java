package org.carewright.foundation.patients;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.platform.db.Params;
import org.carewright.platform.fhir.FhirJson;
import org.carewright.platform.fhir.SearchIndex;
import org.carewright.platform.fhir.SearchParameter;
import org.carewright.platform.fhir.SearchSql;
import org.carewright.platform.fhir.SearchValue.Text;
import org.carewright.platform.fhir.SearchValue.Token;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/** Patients as the FHIR API finds them, and what sources said of them in FHIR. */
@Repository
class PatientFhirStore {

    private static final String NEXT_DAY = """
            (t.birth_date + case t.birth_precision when 'year' then interval '1 year' when 'month' then interval '1 month'
                                                   else interval '1 day' end)""";

    private static final int MOST_KEYS = 1_000;

    private final JdbcClient jdbc;
    private final SearchIndex index = new SearchIndex(
            "patient t",
            "t.id",
            "(select h.changed_at from patient_history h where h.subject = t.id and h.version = t.version)",
            "t.id",
            "t.merged_into is null and exists (select from patient_site s where s.patient_id = t.id"
                    + " and s.site_id = any(:sites))",
            List.of(
                    SearchParameter.token("identifier", "true", PatientFhirStore::identifier),
                    name("name", "family", "given"),
                    name("family", "family"),
                    name("given", "given"),
                    SearchParameter.days("birthdate", "t.birth_date", NEXT_DAY),
                    SearchParameter.code("gender", "t.gender"),
                    SearchParameter.flag("active", "(t.merged_into is null)"),
                    SearchParameter.flag("deceased", "t.deceased"),
                    SearchParameter.momentOrDay("death-date", "t.deceased_at"),
                    SearchParameter.code("language", "t.language"),
                    SearchParameter.token(
                            "telecom",
                            "t.telecoms <> '[]'",
                            (value, sql) -> "(" + phone(value, sql) + " or " + email(value, sql) + ")"),
                    SearchParameter.token("phone", "t.phone is not null", PatientFhirStore::phone),
                    SearchParameter.token(
                            "email",
                            "jsonb_path_exists(t.telecoms, '$[*] ? (@.system == \"email\")')",
                            PatientFhirStore::email),
                    address("address", "line", "city", "state", "postal_code", "country"),
                    address("address-city", "city"),
                    address("address-state", "state"),
                    address("address-postalcode", "postal_code"),
                    address("address-country", "country")));

    PatientFhirStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    SearchIndex index() {
        return index;
    }

    private static String identifier(Token value, SearchSql sql) {
        var system = value.system();
        var code = value.code();
        return "t.id in (select i.patient_id from patient_identifier i where true"
                + (code == null ? "" : " and i.value = " + sql.bind(code))
                + (system == null ? "" : " and i.system = " + sql.bind(system)) + ")";
    }

    /** Through the index over all words of names; then whether the word stands where it was asked for. */
    private SearchParameter name(String name, String... fields) {
        return SearchParameter.string(
                name, "true", fields.length == 1 ? "t." + fields[0] : "t.sort_name", (value, sql) -> {
                    var words = Words.of(value.text());
                    if (words.isEmpty()) {
                        return "false";
                    }
                    var conditions = words.stream()
                            .map(word -> "t.search_keys && " + keys(word, value.match(), sql))
                            .collect(Collectors.joining(" and "));
                    if (fields.length > 1 && value.match() != Text.Match.EXACT) {
                        return "(" + conditions + ")";
                    }
                    var compared = List.of(fields).stream()
                            .map(field -> stands("n.value ->> '" + field + "'", value, sql))
                            .collect(Collectors.joining(" or "));
                    return "(" + conditions + " and exists (select from jsonb_array_elements(t.names) n where "
                            + compared + "))";
                });
    }

    /**
     * The keys themselves as long as they are few, for with them PostgreSQL knows how many patients to expect. A beginning
     * is asked for as a range, which one plan serves; {@code like} would be planned for each.
     *
     * @param word letters and digits alone
     */
    private String keys(String word, Text.Match match, SearchSql sql) {
        if (match == Text.Match.EXACT) {
            return sql.bind(List.of("n:" + word));
        }
        var condition = match == Text.Match.START
                ? "word ~>=~ %1$s and word ~<~ (%1$s || chr(1114111))"
                : "word like '%%' || %1$s || '%%'";
        var keys = "select 'n:' || word from patient_word where " + condition;
        var few = jdbc.sql(keys.formatted(":word") + " limit " + (MOST_KEYS + 1))
                .param("word", word)
                .query(String.class)
                .list();
        return few.size() > MOST_KEYS ? "array(" + keys.formatted(sql.bind(word)) + ")" : sql.bind(few);
    }

    private static String stands(String text, Text value, SearchSql sql) {
        return switch (value.match()) {
            case EXACT -> text + " = " + sql.bind(value.text());
            case CONTAINS -> "fhir_fold(" + text + ") like fhir_fold(" + sql.bind(value.pattern()) + ")";
            case START -> "' ' || fhir_fold(" + text + ") like '% ' || fhir_fold(" + sql.bind(value.pattern()) + ")";
        };
    }

    private static String phone(Token value, SearchSql sql) {
        var digits = Words.digits(value.code() == null ? "" : value.code());
        if (digits.isEmpty()) {
            return "false";
        }
        return "(t.search_keys && array['p:' || " + sql.bind(digits)
                + "] and exists (select from jsonb_array_elements(t.telecoms) w where w.value ->> 'system' in ('phone', 'sms')"
                + " and regexp_replace(w.value ->> 'value', '\\D', '', 'g') = " + sql.bind(digits) + "))";
    }

    private static String email(Token value, SearchSql sql) {
        var address = value.code() == null ? "" : value.code();
        return "(t.search_keys && array['e:' || " + sql.bind(Words.fold(address)) + "])";
    }

    private static SearchParameter address(String name, String... fields) {
        return SearchParameter.string(
                name,
                "t.addresses <> '[]'",
                null,
                (value, sql) -> "exists (select from jsonb_array_elements(t.addresses) a where "
                        + List.of(fields).stream()
                                .map(field -> stands("a.value ->> '" + field + "'", value, sql))
                                .collect(Collectors.joining(" or "))
                        + ")");
    }

    /**
     * A version of a patient with what belongs to it.
     *
     * @param document the patient as {@code patient_document} has her
     * @param said what a source said of her by then, or null
     * @param mrnSystem of the clinic's own numbers
     */
    record Version(String document, @Nullable ObjectNode said, String mrnSystem, Instant at) {}

    /**
     * Names one state of a patient's row for good: what a transaction wrote that was taken back had another number.
     *
     * @param transaction that wrote it
     */
    record State(UUID id, int version, long transaction) {}

    /** In which states these patients are now. */
    List<State> states(Collection<UUID> ids) {
        return jdbc.sql("select id, version, cast(cast(xmin as text) as bigint) as transaction from patient where id"
                        + Params.isAmong(ids))
                .params(Params.among(ids).map())
                .query((row, n) ->
                        new State(row.getObject("id", UUID.class), row.getInt("version"), row.getLong("transaction")))
                .list();
    }

    List<Version> current(Collection<UUID> ids) {
        return jdbc.sql("""
                select d.document, h.changed_at, (select system from patient_mrn_system) as mrn_system,
                       (select r.content from patient_resource r where r.patient_id = p.id
                        order by r.version desc limit 1) as said
                from patient p
                    join patient_document d on d.id = p.id
                    join patient_history h on h.subject = p.id and h.version = p.version
                where p.id
                """ + Params.isAmong(ids))
                .params(Params.among(ids).map())
                .query((row, n) -> new Version(
                        row.getString("document"),
                        said(row.getString("said")),
                        row.getString("mrn_system"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Newest first. */
    List<Version> all(UUID id) {
        return jdbc.sql("""
                select h.row_after as document, h.changed_at, (select system from patient_mrn_system) as mrn_system,
                       (select r.content from patient_resource r where r.patient_id = h.subject and r.version <= h.version
                        order by r.version desc limit 1) as said
                from patient_history h
                where h.subject = :id and h.kind = 'patient'
                order by h.version desc
                """)
                .params(Params.of("id", id).map())
                .query((row, n) -> new Version(
                        row.getString("document"),
                        said(row.getString("said")),
                        row.getString("mrn_system"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** What sources said of these patients last. */
    Map<PatientId, Said> said(Collection<PatientId> patients) {
        return jdbc
                .sql("""
                select distinct on (patient_id) patient_id, version, source, content from patient_resource
                where patient_id = any(:ids)
                order by patient_id, version desc
                """)
                .params(Params.none().ids("ids", patients).map())
                .query((row, n) -> new Said(
                        new PatientId(row.getObject("patient_id", UUID.class)),
                        row.getInt("version"),
                        row.getString("source"),
                        (ObjectNode) FhirJson.read(row.getString("content"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Said::patient, said -> said));
    }

    void keep(Collection<Said> said) {
        if (said.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into patient_resource (patient_id, version, source, content)
                select patient_id, version, source, cast(content as jsonb)
                from unnest(:patients, :versions, :sources, :contents) as s (patient_id, version, source, content)
                """)
                .params(Params.none()
                        .ids("patients", said.stream().map(Said::patient).toList())
                        .and("versions", said.stream().map(Said::version).toArray(Integer[]::new))
                        .texts("sources", said.stream().map(Said::source).toList())
                        .texts(
                                "contents",
                                said.stream().map(it -> it.content().toString()).toList())
                        .map())
                .update();
    }

    private static @Nullable ObjectNode said(@Nullable String content) {
        return content == null ? null : (ObjectNode) FhirJson.read(content);
    }
}
