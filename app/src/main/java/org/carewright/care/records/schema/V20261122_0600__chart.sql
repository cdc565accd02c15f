-- One run of the import command: who brought records in, for which site, and how it ended.
create table chart_import (
    id          uuid        primary key default uuidv7(),
    user_id     uuid        not null,
    user_name   text        not null,
    site_id     uuid        not null references site,
    source      text        not null check (source <> ''),
    started_at  timestamptz not null,
    finished_at timestamptz
);

-- One file of a run. A file that was taken in whole, without a refusal, is skipped when it comes again.
create table chart_import_file (
    id           uuid        primary key default uuidv7(),
    import_id    uuid        not null references chart_import,
    name         text        not null,
    content_hash bytea       not null,
    site_id      uuid        not null references site,
    source       text        not null,
    bytes        bigint      not null,
    taken_at     timestamptz not null,
    completed_at timestamptz,
    created      integer     not null default 0,
    updated      integer     not null default 0,
    unchanged    integer     not null default 0,
    rejected     integer     not null default 0
);
create index chart_import_file_taken on chart_import_file (content_hash) where completed_at is not null;
create index chart_import_file_import on chart_import_file (import_id);

-- House rule: the conditions that want a patient seen at intervals, whatever system codes them, known by the words. Null
-- when these speak of none. A migration that changes it sets the expression of chart_resource.chronic again.
create function chronic_conditions(display text) returns text[]
    language sql immutable
return (select array_agg(name)
        from (values ('diabet', 'diabetes'),
                     ('hypertension', 'hypertension'),
                     ('heart failure', 'heart failure'),
                     ('ischemic heart|coronary', 'coronary heart disease'),
                     ('atrial fibrillation', 'atrial fibrillation'),
                     ('chronic obstructive|emphysema', 'COPD'),
                     ('asthma', 'asthma'),
                     ('chronic kidney', 'chronic kidney disease'),
                     ('hyperlipid', 'hyperlipidemia'),
                     ('epilep', 'epilepsy'),
                     ('dementia|alzheimer', 'dementia'),
                     ('rheumatoid', 'rheumatoid arthritis')) as rule (pattern, name)
        where display ~* pattern);

-- The current version of each FHIR resource, with the columns that lists and views need.
-- The key is computed from source, type and logical id (ResourceId.of), so that a reference is followed without a look-up.
create table chart_resource (
    id              uuid        primary key,
    source          text        not null check (source <> ''), -- whose logical ids these are
    type            text        not null check (type <> ''),
    logical_id      text        not null check (logical_id <> ''),
    version         integer     not null check (version > 0),
    patient_id      uuid        references patient,
    -- A Patient that is not here yet, by logical id or as a search (Patient?identifier=…); when it comes the row is filed
    -- under it.
    awaited_patient text,
    encounter_id    uuid,
    medication_id   uuid, -- the Medication that names what was ordered or given, where the resource does not itself
    status          text,
    category        text,
    code_system     text,
    code            text,
    display         text,
    chronic         text[]      generated always as (case type when 'Condition' then chronic_conditions(display) end) stored,
    -- When it happened, began, or is planned; and how exactly that is known.
    starts_at       timestamptz,
    starts_exact    text        check (starts_exact in ('year', 'month', 'day', 'time')),
    ends_at         timestamptz,
    -- When it was issued, recorded or authored.
    authored_at     timestamptz,
    -- How a result was found to be, as an HL7 ObservationInterpretation code; null when nothing says.
    interpretation  text,
    content_hash    bytea       not null,
    file_id         uuid        not null references chart_import_file,
    recorded_at     timestamptz not null,
    content         jsonb       not null,
    check ((starts_at is null) = (starts_exact is null)),
    check (patient_id is null or awaited_patient is null)
);
create index chart_resource_patient on chart_resource (patient_id, type, starts_at) where patient_id is not null;
create index chart_resource_awaiting on chart_resource (source, awaited_patient) where awaited_patient is not null;
-- What the loops about who should be seen again ask of every patient: answered from these alone, without the resources.
create index chart_resource_chronic on chart_resource (patient_id) include (authored_at, recorded_at, status)
    where type = 'Condition' and chronic is not null;
create index chart_resource_care_plan on chart_resource (patient_id) include (starts_at, authored_at, recorded_at)
    where type = 'CarePlan' and status = 'active';
create index chart_resource_seen on chart_resource (patient_id, ends_at) where type = 'Encounter' and status = 'finished';

-- Versions that a newer one replaced, as they were.
create table chart_resource_version (
    resource_id  uuid        not null references chart_resource,
    version      integer     not null,
    content_hash bytea       not null,
    file_id      uuid        not null references chart_import_file,
    recorded_at  timestamptz not null,
    content      jsonb       not null,
    primary key (resource_id, version)
);

-- Business identifiers of resources, by which conditional references and conditional creates find them.
create table chart_identifier (
    value       text not null,
    system      text not null,
    type        text not null,
    resource_id uuid not null references chart_resource,
    primary key (value, system, type, resource_id)
);
create index chart_identifier_resource on chart_identifier (resource_id);

create view chart_condition_view as
select patient_id,
       id          as resource_id,
       code_system,
       code,
       display,
       chronic,
       status      as clinical_status,
       category,
       starts_at   as onset_at,
       ends_at     as abated_at,
       coalesce(authored_at, recorded_at) as recorded_at
from chart_resource
where type = 'Condition'
  and patient_id is not null;

-- The title without the tag that SNOMED puts behind its names.
create view chart_care_plan_view as
select patient_id, id as resource_id,
       regexp_replace(display, ' \((record artifact|regime/therapy|procedure|finding)\)$', '') as title,
       status, starts_at, ends_at, coalesce(authored_at, recorded_at) as recorded_at
from chart_resource
where type = 'CarePlan'
  and patient_id is not null;

create view chart_encounter_view as
select patient_id, id as resource_id, status, category as class, display as type_display, starts_at, ends_at
from chart_resource
where type = 'Encounter'
  and patient_id is not null;
