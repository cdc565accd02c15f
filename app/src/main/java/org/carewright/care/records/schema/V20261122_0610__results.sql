-- House reference intervals, used where a result brings neither an interpretation nor a range of its own.
-- A row holds for a unit, and for a sex and an age where they are given (age in whole years, upper end excluded).
create table reference_interval (
    id            uuid    primary key default uuidv7(),
    code_system   text    not null,
    code          text    not null,
    name          text    not null check (name <> ''),
    unit          text    not null,
    sex           text    check (sex in ('male', 'female')),
    age_from      integer check (age_from >= 0),
    age_to        integer check (age_to > age_from),
    low           numeric,
    high          numeric,
    critical_low  numeric,
    critical_high numeric,
    source        text    not null default 'house rule' check (source <> ''),
    check (critical_low is null or low is null or critical_low <= low),
    check (critical_high is null or high is null or critical_high >= high),
    check (low is null or high is null or low < high)
);
create unique index reference_interval_scope
    on reference_interval (code, code_system, unit, sex, age_from) nulls not distinct;

-- Numbers of this module that a site may change, each with its reason.
create table records_setting (
    name   text    primary key,
    days   integer not null check (days >= 0),
    reason text    not null check (reason <> '')
);
insert into records_setting (name, days, reason)
values ('result-loop-lookback', 30,
        'Results issued longer ago than this when they are imported were acted on elsewhere: history brought in at the start must not flood the desk.');

-- What a person decided about a result.
create table result_review (
    id          uuid        primary key default uuidv7(),
    resource_id uuid        not null references chart_resource,
    version     integer     not null, -- of the resource: a corrected result is a new question
    patient_id  uuid        not null references patient,
    reviewed_by uuid        not null,
    reviewer    text        not null,
    reviewed_at timestamptz not null,
    decision    text        not null check (decision in ('no-action', 'patient-told', 'follow-up', 'repeat', 'referred')),
    note        text        not null default '',
    undone_by   uuid,
    undone_at   timestamptz,
    check ((undone_by is null) = (undone_at is null))
);
create unique index result_review_standing on result_review (resource_id, version) where undone_at is null;

-- Results outside their limits that were new when they came in: each waits for a review.
create table abnormal_result (
    resource_id uuid        primary key references chart_resource,
    patient_id  uuid        not null references patient,
    site_id     uuid        not null references site,
    severity    text        not null check (severity in ('critical', 'high', 'medium')),
    issued_at   timestamptz not null,
    name        text        not null,
    finding     text        not null,
    review_id   uuid        references result_review
);
create index abnormal_result_unreviewed on abnormal_result (issued_at) where review_id is null;
create index abnormal_result_patient on abnormal_result (patient_id);

create view records_loop as
select 'result-unreviewed'::text      as rule,
       resource_id                    as subject,
       patient_id,
       site_id,
       greatest(issued_at, (select max(v.reviewed_at)
                            from result_review v
                            where v.resource_id = abnormal_result.resource_id and v.undone_at is null)) as opened_at,
       null::timestamptz              as lapses_at,
       issued_at                      as due_from,
       'see-chart'::text              as permission,
       severity,
       name || ' not reviewed'        as title,
       finding                        as words,
       'Review result'::text          as remedy,
       '/results?result=' || resource_id as remedy_path
from abnormal_result
where review_id is null;
