-- The organization's own medical record numbers: one system per organization (one schema), one series.
create sequence patient_mrn_number start 100000;

create table patient_mrn_system (
    only_row boolean primary key default true check (only_row),
    system   text    not null check (system <> '')
);
insert into patient_mrn_system (system) values ('urn:carewright:mrn');

-- The numbers of which people remember a part, to be searched from any digit on: MRN and phones.
create function patient_numbers(mrn text, search_keys text[]) returns text
    language sql immutable
return (select mrn || coalesce(string_agg(' ' || substr(key, 3), ''), '') from unnest(search_keys) key where key like 'p:%');

-- One person, one row. Names, addresses and telecoms are values of the person, without an identity of their own, kept in
-- the order of use (FHIR HumanName, Address, ContactPoint); what is looked up by them stands in search_keys.
create table patient (
    id                  uuid        primary key,
    mrn                 text        not null unique check (mrn <> ''), -- its own, for good; patient_identifier has all
    names               jsonb       not null
        check (jsonb_typeof(names) = 'array' and jsonb_array_length(names) > 0)
        check (not jsonb_path_exists(names, '$[*] ? (!(@.family != "" || @.given != ""))'))
        check (not jsonb_path_exists(names,
            '$[*] ? (!(@.use == "usual" || @.use == "official" || @.use == "nickname" || @.use == "maiden" || @.use == "old" || @.use == "anonymous"))')),
    family              text        generated always as (names #>> '{0,family}') stored,
    given               text        generated always as (names #>> '{0,given}') stored,
    birth_date          date        check (birth_date > date '1850-01-01'),
    birth_precision     text        not null default 'day' check (birth_precision in ('day', 'month', 'year')),
    gender              text        not null check (gender in ('male', 'female', 'other', 'unknown')),
    birth_sex           text        not null check (birth_sex in ('male', 'female', 'other', 'unknown')),
    multiple_birth      boolean     not null default false,
    deceased            boolean     not null default false,
    deceased_at         timestamptz check (deceased or deceased_at is null),
    telecoms            jsonb       not null
        check (jsonb_typeof(telecoms) = 'array')
        check (not jsonb_path_exists(telecoms,
            '$[*] ? (@.value == "" || !(@.system == "phone" || @.system == "sms" || @.system == "email" || @.system == "fax" || @.system == "other"))')),
    phone               text        generated always as
        (jsonb_path_query_first(telecoms, '$[*] ? (@.system == "phone" || @.system == "sms").value') #>> '{}') stored,
    addresses           jsonb       not null check (jsonb_typeof(addresses) = 'array'),
    language            text        check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'), -- BCP 47; null: not asked
    interpreter_needed  boolean     not null default false,
    preferred_channel   text        check (preferred_channel in ('phone', 'sms', 'email', 'letter', 'portal')),
    quiet_from          time,
    quiet_until         time,
    do_not_contact      text[]      not null default '{}'
        check (do_not_contact <@ array['phone', 'sms', 'email', 'letter', 'portal']),
    confidential_reason text        check (confidential_reason <> ''),
    confidential        boolean     generated always as (confidential_reason is not null) stored,
    merged_into         uuid        references patient check (merged_into <> id),
    version             integer     not null check (version > 0),
    sort_name           text        not null,
    search_keys         text[]      not null,
    numbers             text        generated always as (patient_numbers(mrn, search_keys)) stored,
    check ((quiet_from is null) = (quiet_until is null)),
    check (not (preferred_channel = any (do_not_contact)))
);
create index patient_sort on patient (sort_name, id) where merged_into is null;
create index patient_birth on patient (birth_date, sort_name, id) where merged_into is null;
create index patient_keys on patient using gin (search_keys) where merged_into is null;
create index patient_numbers on patient using gin (numbers gin_trgm_ops) where merged_into is null;
create index patient_merged on patient (merged_into) where merged_into is not null;

-- Every word that occurs in a name, once: a misspelt word is looked up here, by likeness, before the patients are.
create table patient_word (
    word  text primary key check (word <> ''),
    sound text not null
);
create index patient_word_sound on patient_word (sound);
create index patient_word_prefix on patient_word (word text_pattern_ops);
create index patient_word_alike on patient_word using gin (word gin_trgm_ops);

create table patient_identifier (
    system     text not null check (system <> ''),
    value      text not null check (value <> ''),
    patient_id uuid not null references patient,
    primary key (system, value)
);
create index patient_identifier_patient on patient_identifier (patient_id);

create table patient_site (
    patient_id uuid not null references patient,
    site_id    uuid not null references site,
    primary key (patient_id, site_id)
);
create index patient_site_site on patient_site (site_id, patient_id);

-- The whole of a patient as one document: what the application loads, and what the history keeps.
create view patient_document as
select p.id,
       to_jsonb(p) - array['search_keys', 'numbers', 'sort_name', 'family', 'given', 'phone', 'confidential']
           || jsonb_build_object(
               'identifiers',
               (select coalesce(jsonb_agg(jsonb_build_object('system', i.system, 'value', i.value)
                                          order by i.system, i.value), '[]')
                from patient_identifier i where i.patient_id = p.id),
               'sites',
               (select coalesce(jsonb_agg(s.site_id order by s.site_id), '[]')
                from patient_site s where s.patient_id = p.id)) as document
from patient p;

-- What a source said last, so that the same words said again change nothing, and what staff mended here stays mended.
create table patient_import (
    system       text        not null,
    value        text        not null,
    demographics jsonb       not null,
    imported_at  timestamptz not null,
    primary key (system, value),
    foreign key (system, value) references patient_identifier
);

-- Who may speak for a patient, about what, until when, and what was seen as evidence.
create table related_person (
    id           uuid    primary key,
    patient_id   uuid    not null references patient,
    name         text    not null check (name <> ''),
    relationship text    not null check (relationship <> ''),
    phone        text    not null,
    email        text    not null,
    emergency    boolean not null,
    authorities  text[]  not null
        check (authorities <@ array['receive-information', 'make-appointments', 'health-care-proxy', 'guardian']),
    limits       text    not null,
    evidence     text    not null,
    valid_from   date,
    valid_until  date,
    version      integer not null check (version > 0),
    check (valid_from is null or valid_until is null or valid_from < valid_until),
    check (cardinality(authorities) = 0 or evidence <> '') -- no authority without what was seen
);
create index related_person_patient on related_person (patient_id);

-- Whole rows as they stood after each change. A row of patient or related_person cannot reach a version that is not here.
create table patient_history (
    subject    uuid        not null,
    version    integer     not null,
    kind       text        not null check (kind in ('patient', 'related-person')),
    patient_id uuid        not null references patient deferrable initially deferred,
    act        text        not null check (act in ('register', 'import', 'update', 'site', 'merge', 'undo-merge', 'remove')),
    changed_at timestamptz not null,
    user_id    uuid        not null,
    user_name  text        not null,
    row_after  jsonb       not null,
    primary key (subject, version)
);
create index patient_history_patient on patient_history (patient_id, changed_at);

alter table patient add foreign key (id, version) references patient_history (subject, version)
    deferrable initially deferred;
alter table related_person add foreign key (id, version) references patient_history (subject, version)
    deferrable initially deferred;

-- Two records that may be one person, found by likeness; smaller id first, so that a pair is one row.
create table duplicate_suspect (
    id             uuid        primary key,
    patient_a      uuid        not null references patient,
    patient_b      uuid        not null references patient,
    weight         real        not null,
    reasons        text[]      not null check (cardinality(reasons) > 0),
    found_at       timestamptz not null,
    overruled      boolean     not null default false, -- registered anyway: open until somebody has compared the two
    dismissed_at   timestamptz,
    dismissed_by   uuid,
    dismiss_reason text        check (dismiss_reason <> ''),
    unique (patient_a, patient_b),
    check (patient_a < patient_b),
    check ((dismissed_at is null) = (dismissed_by is null) and (dismissed_at is null) = (dismiss_reason is null))
);
create index duplicate_suspect_b on duplicate_suspect (patient_b);
create index duplicate_suspect_open on duplicate_suspect (found_at) where dismissed_at is null;

create table patient_merge (
    id             uuid        primary key,
    from_patient   uuid        not null references patient,
    into_patient   uuid        not null references patient,
    merged_at      timestamptz not null,
    merged_by      uuid        not null,
    reason         text        not null check (reason <> ''),
    version_before integer     not null, -- of into_patient
    version_after  integer     not null,
    undone_at      timestamptz,
    undone_by      uuid,
    check (from_patient <> into_patient),
    check ((undone_at is null) = (undone_by is null))
);
create unique index patient_merge_once on patient_merge (from_patient) where undone_at is null;
create index patient_merge_into on patient_merge (into_patient) where undone_at is null;

-- The journal of a merge: each row it moved, by the name of the one who can put it back.
create table patient_merge_moved (
    merge_id uuid   not null references patient_merge,
    what     text   not null,
    moved    text[] not null,
    primary key (merge_id, what)
);

-- Published: who a patient is, for lists of other modules.
create view patient_view as
select id, family, given, birth_date, gender as sex, mrn, phone, language, deceased, confidential, merged_into
from patient;

-- Published: the module's open loops.
create view patients_loop as
select 'duplicate-suspect-review' as rule, s.id as subject, s.patient_a as patient_id,
       (select min(ps.site_id::text)::uuid from patient_site ps where ps.patient_id = s.patient_a) as site_id,
       s.found_at as opened_at, null::timestamptz as lapses_at, s.found_at as due_from,
       'merge-patients' as permission,
       case when s.weight >= 20 then 'high' else 'medium' end as severity,
       'Possibly two records of one person' as title,
       array_to_string(s.reasons, '; ') as words,
       'Compare' as remedy, '/patients/duplicates/' || s.id as remedy_path
from duplicate_suspect s
    join patient a on a.id = s.patient_a and a.merged_into is null
    join patient b on b.id = s.patient_b and b.merged_into is null
where s.dismissed_at is null;
