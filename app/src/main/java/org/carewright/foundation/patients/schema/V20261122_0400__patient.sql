create table patient (
    id           uuid        primary key default uuidv7(),
    family       text        not null check (family <> ''),
    given        text        not null default '',
    birth_date   date,
    sex          text        not null default 'unknown' check (sex in ('male', 'female', 'other', 'unknown')),
    deceased     boolean     not null default false,
    phone        text,
    email        text,
    language     text        not null default 'en',
    confidential boolean     not null default false,
    merged_into  uuid        references patient,
    version      integer     not null default 0
);

create table patient_identifier (
    patient_id uuid not null references patient,
    system     text not null check (system <> ''),
    value      text not null check (value <> ''),
    primary key (system, value)
);

create table patient_site (
    patient_id uuid not null references patient,
    site_id    uuid not null references site,
    primary key (patient_id, site_id)
);
create index patient_site_site on patient_site (site_id, patient_id);
