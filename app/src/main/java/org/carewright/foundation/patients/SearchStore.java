package org.carewright.foundation.patients;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.carewright.foundation.patients.PatientSearch.Found;
import org.carewright.foundation.patients.SearchTerms.Term;
import org.carewright.platform.db.FreshPlans;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds patients: by key for searches and duplicates, in order for lists. Each statement is answered by an index. */
@Repository
class SearchStore {

    private static final RowMapper<PatientSummary> SUMMARY = (row, n) -> new PatientSummary(
            new PatientId(row.getObject("id", UUID.class)),
            row.getString("mrn"),
            PatientJson.read(row.getString("name"), HumanName.class),
            row.getObject("birth_date", LocalDate.class) == null
                    ? null
                    : new BirthDate(
                            row.getObject("birth_date", LocalDate.class),
                            Params.constant(BirthDate.Precision.class, row.getString("birth_precision"))),
            Params.constant(AdministrativeGender.class, row.getString("gender")),
            row.getString("phone"),
            row.getString("city"),
            row.getBoolean("deceased"),
            row.getBoolean("confidential"));

    private static final String SUMMARIES = """
            select p.id, p.mrn, p.names -> 0 as name, p.birth_date, p.birth_precision, p.gender, p.phone,
                   p.addresses #>> '{0,city}' as city, p.deceased, p.confidential
            from patient p
            """;

    private final JdbcClient jdbc;
    private final FreshPlans searching;

    SearchStore(JdbcClient jdbc, FreshPlans searching) {
        this.jdbc = jdbc;
        this.searching = searching;
    }

    /** Patients of these sites who have, for every term, at least one of its keys or its part of a number. */
    List<Found> with(List<Term> terms, PatientQuery query, Set<SiteId> sites, int limit) {
        var params = filter(query, sites).and("limit", limit);
        for (int i = 0; i < terms.size(); i++) {
            var part = terms.get(i).part();
            params.texts("keys" + i, terms.get(i).keys()).and("part" + i, part == null ? null : "%" + part + "%");
        }
        var having = IntStream.range(0, terms.size())
                .mapToObj(i -> "(p.search_keys && cast(:keys" + i + " as text[])"
                        + (terms.get(i).part() == null ? ")" : " or p.numbers like :part" + i + ")"))
                .collect(Collectors.joining(" and "));
        return searching
                .sql("select p.id, p.sort_name, p.birth_date, p.search_keys from patient p where " + having + FILTER
                        + "limit :limit")
                .params(params.map())
                .query((row, n) -> new Found(
                        new PatientId(row.getObject("id", UUID.class)),
                        row.getString("sort_name"),
                        row.getObject("birth_date", LocalDate.class),
                        Arrays.asList((String[]) row.getArray("search_keys").getArray())))
                .list();
    }

    /** In this order. */
    List<PatientSummary> summaries(List<PatientId> ids) {
        return jdbc.sql(SUMMARIES + "where p.id = any(:ids) order by array_position(:ids, p.id)")
                .params(Params.none().ids("ids", ids).map())
                .query(SUMMARY)
                .list();
    }

    /** Everybody of these sites, in order, from the query's offset on. */
    List<PatientSummary> list(PatientQuery query, Set<SiteId> sites, int limit) {
        var direction = query.descending() ? " desc" : "";
        var columns = query.sort() == PatientQuery.Sort.BIRTH_DATE
                ? List.of("p.birth_date", "p.sort_name", "p.id")
                : List.of("p.sort_name", "p.id");
        var order = columns.stream().map(column -> column + direction).collect(Collectors.joining(", "));
        return jdbc.sql(SUMMARIES + "where true" + FILTER + "order by " + order + " limit :limit offset :offset")
                .params(filter(query, sites)
                        .and("limit", limit)
                        .and("offset", query.offset())
                        .map())
                .query(SUMMARY)
                .list();
    }

    private static final String FILTER = """
             and p.merged_into is null
             and (cast(:gender as text) is null or p.gender = :gender)
             and (:deceasedToo or not p.deceased)
             and exists (select from patient_site s where s.patient_id = p.id and s.site_id = any(:sites))
            """;

    private static Params filter(PatientQuery query, Set<SiteId> sites) {
        return Params.of("gender", query.gender())
                .and("deceasedToo", query.deceasedToo())
                .ids("sites", sites);
    }

    /** Words of names that begin with this one, sound like it, are spelt much like it or, from four letters on, hold it. */
    List<String> wordsLike(String word) {
        var literal = word.replaceAll("[%_\\\\]", "");
        return jdbc.sql("""
                (select word from patient_word where word like :prefix order by length(word), word limit 60)
                union
                (select word from patient_word where sound = :sound order by similarity(word, :word) desc limit 40)
                union
                (select word from patient_word where word % :word order by similarity(word, :word) desc limit 20)
                union
                (select word from patient_word where length(:word) >= 4 and word like :infix
                 order by length(word), word limit 60)
                """)
                .param("prefix", literal + "%")
                .param("infix", "%" + literal + "%")
                .param("sound", PatientKeys.sound(word))
                .param("word", word)
                .query(String.class)
                .list();
    }

    /**
     * Records that may be the same person as one of these.
     *
     * @param keys for each person, the keys of {@link PatientKeys#blocking}
     * @param most candidates for each; more than this under one key is no likeness but a crowd
     */
    Map<PatientId, Set<PatientId>> candidates(Map<PatientId, Set<String>> keys, int most) {
        var rows = keys.entrySet().stream()
                .map(entry -> Map.of("id", entry.getKey().toString(), "keys", entry.getValue()))
                .toList();
        var found = new HashMap<PatientId, Set<PatientId>>();
        jdbc.sql("""
                        select q.id, c.id as candidate
                        from jsonb_to_recordset(cast(:rows as jsonb)) as q (id uuid, keys text[])
                            cross join lateral (
                                select p.id from patient p
                                where p.search_keys && q.keys and p.merged_into is null and p.id <> q.id
                                limit :most) c
                        """)
                .params(Params.of("most", most)
                        .json("rows", PatientJson.write(rows))
                        .map())
                .query((row, n) -> Map.entry(
                        new PatientId(row.getObject("id", UUID.class)),
                        new PatientId(row.getObject("candidate", UUID.class))))
                .list()
                .forEach(pair -> found.computeIfAbsent(pair.getKey(), unused -> new HashSet<>())
                        .add(pair.getValue()));
        return found;
    }

    /** How common the words of names are, by the planner's statistics: what is not among them is rare. */
    NameFrequency nameFrequency() {
        return new NameFrequency(
                jdbc
                        .sql("""
                                select substr(common.key, 3) as word, common.share
                                from pg_stats s
                                    cross join lateral unnest(cast(cast(s.most_common_elems as text) as text[]),
                                                              s.most_common_elem_freqs) as common (key, share)
                                where s.schemaname = current_schema() and s.tablename = 'patient'
                                    and s.attname = 'search_keys' and common.key like 'n:%'
                                """)
                        .query((row, n) -> Map.entry(row.getString("word"), row.getDouble("share")))
                        .list()
                        .stream()
                        .filter(word -> word.getValue() > 0)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
