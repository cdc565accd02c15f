package org.carewright.foundation.patients;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.foundation.patients.Patients.Standing;
import org.carewright.platform.access.PatientScope;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Identifier;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.Stale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Patients, their identifiers and sites, and the history of all three. Writes take many rows as quickly as one. */
@Repository
class PatientStore implements PatientScope {

    private final JdbcClient jdbc;

    PatientStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Scope> findScope(PatientId patient) {
        return jdbc.sql("""
                select confidential, array(select site_id from patient_site where patient_id = patient.id) as sites
                from patient
                where id = :patient
                """)
                .param("patient", patient.value())
                .query((row, n) -> new Scope(sites(row), row.getBoolean("confidential")))
                .optional();
    }

    private static Set<SiteId> sites(ResultSet row) throws SQLException {
        return Arrays.stream((UUID[]) row.getArray("sites").getArray())
                .map(SiteId::new)
                .collect(Collectors.toSet());
    }

    /** Whom a merge changes at this moment is waited for, and who was found is not merged until this transaction ends. */
    Optional<Standing> findStanding(PatientId patient) {
        return jdbc.sql("""
                select coalesce(merged_into, id) as survivor,
                       array(select site_id from patient_site where patient_id = patient.id) as sites
                from patient
                where id = :patient
                for key share
                """)
                .param("patient", patient.value())
                .query((row, n) -> new Standing(new PatientId(row.getObject("survivor", UUID.class)), sites(row)))
                .optional();
    }

    @Override
    public Optional<PatientId> findByMrn(String mrn) {
        return jdbc.sql("select id from patient where mrn = :mrn and merged_into is null")
                .param("mrn", mrn)
                .query(UUID.class)
                .optional()
                .map(PatientId::new);
    }

    @Override
    public Optional<PatientId> findByName(String family, String given, LocalDate born) {
        var found = jdbc.sql("""
                select id from patient
                where birth_date = :born and lower(family) = lower(:family) and lower(given) = lower(:given)
                  and merged_into is null
                limit 2
                """)
                .param("born", born)
                .param("family", family)
                .param("given", given)
                .query(UUID.class)
                .list();
        return found.size() == 1 ? Optional.of(new PatientId(found.getFirst())) : Optional.empty();
    }

    @Override
    public Map<PatientId, String> names(Collection<PatientId> patients) {
        return jdbc
                .sql(
                        "select id, concat_ws(' ', nullif(given, ''), family) as name from patient where id = any(:patients)")
                .params(Params.none().ids("patients", patients).map())
                .query((row, n) -> Map.entry(new PatientId(row.getObject("id", UUID.class)), row.getString("name")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Optional<Patient> find(PatientId id) {
        return findAll(List.of(id)).stream().findFirst();
    }

    List<Patient> findAll(Collection<PatientId> ids) {
        return jdbc
                .sql("select document from patient_document where id" + Params.isAmong(ids))
                .params(Params.among(ids.stream().map(PatientId::value).toList())
                        .map())
                .query(String.class)
                .list()
                .stream()
                .map(PatientStore::patient)
                .toList();
    }

    /** The patient as the next writer must see her: nobody else changes the row until this transaction ends. */
    Optional<Patient> findForUpdate(PatientId id) {
        jdbc.sql("select id from patient where id = :id for update")
                .param("id", id.value())
                .query(UUID.class)
                .optional();
        return find(id);
    }

    /** Who has one of these identifiers. */
    Map<Identifier, PatientId> holders(Collection<Identifier> identifiers) {
        return jdbc
                .sql("""
                        select i.system, i.value, i.patient_id
                        from patient_identifier i
                            join jsonb_to_recordset(cast(:wanted as jsonb)) as w (system text, value text)
                                on w.system = i.system and w.value = i.value
                        """)
                .params(Params.none()
                        .json("wanted", PatientJson.write(identifiers))
                        .map())
                .query((row, n) -> Map.entry(
                        new Identifier(row.getString("system"), row.getString("value")),
                        new PatientId(row.getObject("patient_id", UUID.class))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** All versions of a patient, the latest first. */
    List<PatientVersion> history(PatientId id) {
        return jdbc.sql("""
                select act, changed_at, user_name, row_after from patient_history
                where subject = :id
                order by version desc
                """)
                .param("id", id.value())
                .query((row, n) -> new PatientVersion(
                        patient(row.getString("row_after")),
                        row.getString("act"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                        row.getString("user_name")))
                .list();
    }

    /** A patient as she stood in a version. */
    Patient at(PatientId id, int version) {
        return jdbc.sql("select row_after from patient_history where subject = :id and version = :version")
                .param("id", id.value())
                .param("version", version)
                .query((row, n) -> patient(row.getString("row_after")))
                .single();
    }

    /** Registrations go one after the other, so that two of one person cannot pass each other unseen. */
    void lockRegistration() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('carewright register patient'))::text")
                .query(String.class)
                .single();
    }

    /** The day's date at a site; in the last zone of the world where the site is not known. */
    LocalDate today(Collection<SiteId> sites, Instant now) {
        var zone = jdbc.sql("select time_zone from site_view where id = any(:sites) order by name limit 1")
                .params(Params.none().ids("sites", sites).map())
                .query(String.class)
                .optional()
                .map(ZoneId::of)
                .orElse(ZoneOffset.ofHours(14));
        return LocalDate.ofInstant(now, zone);
    }

    String mrnSystem() {
        return jdbc.sql("select system from patient_mrn_system")
                .query(String.class)
                .single();
    }

    /** A fresh medical record number, without its check digit. */
    long nextMrnNumber() {
        return jdbc.sql("select nextval('patient_mrn_number')")
                .query(Long.class)
                .single();
    }

    /** The record that stands for this one now. */
    PatientId survivor(PatientId id) {
        return new PatientId(jdbc.sql("""
                with recursive merged as (
                    select id, merged_into from patient where id = :id
                    union all
                    select p.id, p.merged_into from patient p join merged m on p.id = m.merged_into
                )
                select id from merged where merged_into is null
                """)
                .param("id", id.value())
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> new NotFound("patient")));
    }

    /**
     * Inserts patients in their first version, with identifiers, sites and history.
     *
     * @return those that were new; the others were there already and stay as they are
     */
    Set<PatientId> insert(Collection<Patient> patients, String act, Instant at, Actor actor) {
        var rows = PatientJson.write(patients.stream().map(PatientRow::of).toList());
        var inserted = jdbc.sql("""
                        insert into patient (id, mrn, names, birth_date, birth_precision, gender, birth_sex, multiple_birth,
                            deceased, deceased_at, telecoms, addresses, language, interpreter_needed, preferred_channel,
                            quiet_from, quiet_until, do_not_contact, confidential_reason, version, sort_name, search_keys)
                        select id, mrn, names, birth_date, birth_precision, gender, birth_sex, multiple_birth,
                            deceased, deceased_at, telecoms, addresses, language, interpreter_needed, preferred_channel,
                            quiet_from, quiet_until, do_not_contact, confidential_reason, version, sort_name, search_keys
                        from jsonb_populate_recordset(null::patient, cast(:rows as jsonb))
                        on conflict (id) do nothing
                        returning id
                        """).params(Params.none().json("rows", rows).map()).query(UUID.class).list().stream()
                .map(PatientId::new)
                .collect(Collectors.toSet());
        var written = patients.stream()
                .filter(patient -> inserted.contains(patient.id()))
                .toList();
        writeAround(written, act, at, actor);
        return inserted;
    }

    /**
     * Overwrites patients; the version of each is the one that was loaded, and is counted up.
     *
     * @throws Stale if one of them has another version by now; then nothing is written
     */
    void update(Collection<Patient> patients, String act, Instant at, Actor actor) {
        var rows = PatientJson.write(patients.stream().map(PatientRow::of).toList());
        var updated =
                jdbc.sql("""
                        update patient p
                        set names = r.names, birth_date = r.birth_date, birth_precision = r.birth_precision,
                            gender = r.gender, birth_sex = r.birth_sex, multiple_birth = r.multiple_birth,
                            deceased = r.deceased, deceased_at = r.deceased_at, telecoms = r.telecoms,
                            addresses = r.addresses, language = r.language, interpreter_needed = r.interpreter_needed,
                            preferred_channel = r.preferred_channel, quiet_from = r.quiet_from,
                            quiet_until = r.quiet_until, do_not_contact = r.do_not_contact,
                            confidential_reason = r.confidential_reason, merged_into = r.merged_into,
                            version = r.version + 1, sort_name = r.sort_name, search_keys = r.search_keys
                        from jsonb_populate_recordset(null::patient, cast(:rows as jsonb)) r
                        where p.id = r.id and p.version = r.version
                        """).params(Params.none().json("rows", rows).map()).update();
        if (updated != patients.size()) {
            throw new Stale("patient");
        }
        writeAround(patients, act, at, actor);
    }

    /** What belongs to the patients just written: identifiers, sites, words to search by, and the history. */
    private void writeAround(Collection<Patient> patients, String act, Instant at, Actor actor) {
        var identifiers = new ArrayList<Map<String, String>>();
        var sites = new ArrayList<Map<String, String>>();
        for (var patient : patients) {
            var id = patient.id().toString();
            patient.identifiers()
                    .forEach(identifier -> identifiers.add(
                            Map.of("patient_id", id, "system", identifier.system(), "value", identifier.value())));
            patient.sites().forEach(site -> sites.add(Map.of("patient_id", id, "site_id", site.toString())));
        }
        var ids = patients.stream().map(Patient::id).toList();
        writeIdentifiers(identifiers, ids);
        jdbc.sql("""
                with wanted as (
                    select patient_id, site_id
                    from jsonb_populate_recordset(null::patient_site, cast(:rows as jsonb))
                ), gone as (
                    delete from patient_site s
                    where s.patient_id = any(:ids)
                        and not exists (select from wanted w where w.patient_id = s.patient_id and w.site_id = s.site_id)
                )
                insert into patient_site (patient_id, site_id)
                select patient_id, site_id from wanted
                on conflict do nothing
                """)
                .params(Params.none()
                        .json("rows", PatientJson.write(sites))
                        .ids("ids", ids)
                        .map())
                .update();
        var words = patients.stream()
                .flatMap(patient -> PatientKeys.words(patient.demographics()).stream())
                .distinct()
                .sorted() // one order for all writers: no deadlock
                .toList();
        jdbc.sql("""
                insert into patient_word (word, sound)
                select word, sound from unnest(:words, :sounds) as w (word, sound)
                on conflict do nothing
                """)
                .params(Params.none()
                        .texts("words", words)
                        .texts("sounds", words.stream().map(PatientKeys::sound).toList())
                        .map())
                .update();
        jdbc.sql("""
                insert into patient_history (subject, version, kind, patient_id, act, changed_at, user_id, user_name,
                                             row_after)
                select d.id, (d.document ->> 'version')::int, 'patient', d.id, :act, :at, :user, :name, d.document
                from patient_document d
                where d.id = any(:ids)
                """)
                .params(Params.of("act", act)
                        .and("at", at)
                        .and("user", actor.user())
                        .and("name", actor.name())
                        .ids("ids", ids)
                        .map())
                .update();
    }

    /** Identifiers pass between the patients written together, never away from another. */
    private void writeIdentifiers(List<Map<String, String>> rows, List<PatientId> ids) {
        var params = Params.none()
                .json("rows", PatientJson.write(rows))
                .ids("ids", ids)
                .map();
        jdbc.sql("""
                update patient_identifier i set patient_id = w.patient_id
                from jsonb_populate_recordset(null::patient_identifier, cast(:rows as jsonb)) w
                where i.system = w.system and i.value = w.value
                    and i.patient_id = any(:ids) and i.patient_id <> w.patient_id
                """).params(params).update();
        jdbc.sql("""
                delete from patient_identifier i
                where i.patient_id = any(:ids)
                    and not exists (select from jsonb_populate_recordset(null::patient_identifier, cast(:rows as jsonb)) w
                                    where w.system = i.system and w.value = i.value)
                """).params(params).update();
        jdbc.sql("""
                insert into patient_identifier (system, value, patient_id)
                select system, value, patient_id
                from jsonb_populate_recordset(null::patient_identifier, cast(:rows as jsonb))
                on conflict do nothing
                """).params(params).update();
        var held = jdbc.sql("select count(*) from patient_identifier where patient_id = any(:ids)")
                .params(params)
                .query(Long.class)
                .single();
        if (held != rows.size()) {
            throw new Stale("patient"); // somebody else was given one of these identifiers meanwhile
        }
    }

    /** What each of these sources said when it was last heard. */
    Map<Identifier, Demographics> lastImports(Collection<Identifier> sources) {
        return jdbc
                .sql("""
                        select i.system, i.value, i.demographics
                        from patient_import i
                            join jsonb_to_recordset(cast(:wanted as jsonb)) as w (system text, value text)
                                on w.system = i.system and w.value = i.value
                        """)
                .params(Params.none().json("wanted", PatientJson.write(sources)).map())
                .query((row, n) -> Map.entry(
                        new Identifier(row.getString("system"), row.getString("value")),
                        PatientJson.read(row.getString("demographics"), Demographics.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void keepImports(Collection<ImportedPatient> imports, Instant at) {
        var rows = imports.stream()
                .map(patient -> Map.of(
                        "system", patient.source().system(),
                        "value", patient.source().value(),
                        "demographics", patient.demographics()))
                .toList();
        jdbc.sql("""
                insert into patient_import (system, value, demographics, imported_at)
                select system, value, demographics, :at
                from jsonb_populate_recordset(null::patient_import, cast(:rows as jsonb))
                on conflict (system, value)
                do update set demographics = excluded.demographics, imported_at = excluded.imported_at
                """)
                .params(Params.of("at", at)
                        .json("rows", PatientJson.write(rows))
                        .map())
                .update();
    }

    private static Patient patient(String document) {
        return PatientJson.read(document, PatientRow.class).patient();
    }
}
