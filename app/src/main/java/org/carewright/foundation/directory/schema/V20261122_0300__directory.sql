-- National Provider Identifier: ten digits whose last is the Luhn check digit over '80840' || npi (45 CFR 162.406; CMS).
-- '80840' adds 24 to the sum of the other digits.
create function npi_is_valid(npi text) returns boolean
    language sql immutable strict
return npi ~ '^[12][0-9]{9}$'
    and mod(24
        + (left(npi, 1)::int * 2) / 10 + (left(npi, 1)::int * 2) % 10 + substr(npi, 2, 1)::int
        + (substr(npi, 3, 1)::int * 2) / 10 + (substr(npi, 3, 1)::int * 2) % 10 + substr(npi, 4, 1)::int
        + (substr(npi, 5, 1)::int * 2) / 10 + (substr(npi, 5, 1)::int * 2) % 10 + substr(npi, 6, 1)::int
        + (substr(npi, 7, 1)::int * 2) / 10 + (substr(npi, 7, 1)::int * 2) % 10 + substr(npi, 8, 1)::int
        + (substr(npi, 9, 1)::int * 2) / 10 + (substr(npi, 9, 1)::int * 2) % 10 + substr(npi, 10, 1)::int, 10) = 0;

-- An IANA region such as America/New_York; an unknown one raises "time zone … not recognized".
create function zone_is_valid(zone text) returns boolean
    language sql immutable strict
return (zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)+$' or zone = 'UTC') and to_timestamp(0) at time zone zone is not null;

-- Minutes since midnight, so that hours of a day can be kept from overlapping; 24:00 is the end of the day.
create function minutes_of_day(from_time time, until_time time) returns int4range
    language sql immutable strict
return int4range((extract(epoch from from_time) / 60)::int, (extract(epoch from until_time) / 60)::int);

create table organization (
    id        uuid    primary key default uuidv7(),
    name      text    not null check (name <> ''),
    npi       text    check (npi_is_valid(npi)),
    time_zone text    not null check (zone_is_valid(time_zone)),
    version   integer not null default 0
);
create unique index organization_is_one on organization ((true));

create table site (
    id          uuid    primary key default uuidv7(),
    name        text    not null unique check (name <> ''),
    time_zone   text    not null check (zone_is_valid(time_zone)),
    address     text    not null default '',
    city        text    not null default '',
    state       text    not null default '',
    postal_code text    not null default '',
    phone       text    not null default '',
    active      boolean not null default true,
    version     integer not null default 0
);

-- When a site is open: wall clock of the site, weekday as ISO 8601 (1 = Monday).
create table site_hours (
    site_id uuid     not null references site,
    weekday smallint not null check (weekday between 1 and 7),
    opens   time     not null,
    closes  time     not null,
    primary key (site_id, weekday, opens),
    check (opens < closes),
    constraint site_hours_do_not_overlap
        exclude using gist (site_id with =, weekday with =, minutes_of_day(opens, closes) with &&)
);

-- Days on which a site is closed. A holiday is no weekday to the law either, any other closure is ours alone.
create table site_closure (
    site_id uuid    not null references site,
    day     date    not null,
    name    text    not null check (name <> ''),
    holiday boolean not null,
    primary key (site_id, day)
);

create table practitioner (
    id        uuid    primary key default uuidv7(),
    family    text    not null check (family <> ''),
    given     text    not null check (given <> ''),
    prefix    text    not null default '',
    suffix    text    not null default '',
    npi       text    unique check (npi_is_valid(npi)),
    sex       text    not null default 'unknown' check (sex in ('male', 'female', 'other', 'unknown')),
    languages text[]  not null default '{en}',
    user_id   uuid    unique references staff_user,
    active    boolean not null default true,
    version   integer not null default 0
);
create index practitioner_name on practitioner (family, given);

-- What a practitioner does at a site (FHIR R4 PractitionerRole); valid_until is the first day after.
create table practitioner_role (
    id                uuid primary key default uuidv7(),
    practitioner_id   uuid not null references practitioner,
    site_id           uuid not null references site,
    specialty_system  text not null,
    specialty_code    text not null,
    specialty_display text not null,
    valid_from        date not null,
    valid_until       date,
    check (valid_from < valid_until),
    constraint practitioner_role_once exclude using gist (
        practitioner_id with =, site_id with =, specialty_system with =, specialty_code with =,
        daterange(valid_from, valid_until) with &&)
);

-- The weekly template of a practitioner at a site, in the site's wall clock; nobody is at two places at one time.
create table practitioner_hours (
    id              uuid     primary key default uuidv7(),
    practitioner_id uuid     not null references practitioner,
    site_id         uuid     not null references site,
    weekday         smallint not null check (weekday between 1 and 7),
    starts          time     not null,
    ends            time     not null,
    valid_from      date     not null,
    valid_until     date,
    check (starts < ends),
    check (valid_from < valid_until),
    constraint practitioner_hours_do_not_overlap exclude using gist (
        practitioner_id with =, weekday with =, minutes_of_day(starts, ends) with &&,
        daterange(valid_from, valid_until) with &&)
);

-- What differs from the template: away (everywhere, unless a site is named) or extra hours at a site; wall clock there.
create table practitioner_exception (
    id              uuid      primary key default uuidv7(),
    practitioner_id uuid      not null references practitioner,
    site_id         uuid      references site,
    kind            text      not null check (kind in ('away', 'extra')),
    starts          timestamp not null,
    ends            timestamp not null,
    reason          text      not null default '',
    check (starts < ends),
    check (kind = 'away' or site_id is not null),
    constraint practitioner_exception_do_not_overlap exclude using gist (
        practitioner_id with =, kind with =,
        (coalesce(site_id, '00000000-0000-0000-0000-000000000000')) with =, tsrange(starts, ends) with &&)
);

create table room (
    id       uuid    primary key default uuidv7(),
    site_id  uuid    not null references site,
    name     text    not null check (name <> ''),
    features text[]  not null default '{}',
    active   boolean not null default true,
    version  integer not null default 0,
    unique (site_id, name),
    unique (id, site_id)
);

create table device (
    id      uuid    primary key default uuidv7(),
    site_id uuid    not null references site,
    name    text    not null check (name <> ''),
    kind    text    not null check (kind <> ''),
    room_id uuid,
    active  boolean not null default true,
    version integer not null default 0,
    unique (site_id, name),
    foreign key (room_id, site_id) references room (id, site_id)
);
create index device_room on device (room_id);

-- A service that can be booked (FHIR R4 HealthcareService, with what its Appointment needs).
create table visit_type (
    id                uuid     primary key default uuidv7(),
    name              text     not null unique check (name <> ''),
    specialty_system  text,
    specialty_code    text,
    specialty_display text,
    minutes           integer  not null check (minutes between 1 and 1440),
    buffer_before     integer  not null default 0 check (buffer_before between 0 and 240),
    buffer_after      integer  not null default 0 check (buffer_after between 0 and 240),
    alignment         integer  not null default 15 check (alignment in (5, 10, 15, 20, 30, 60)),
    practitioners     integer  not null default 1 check (practitioners between 0 and 9),
    room_features     text[]   not null default '{}',
    device_kind       text     check (device_kind <> ''),
    modality          text     not null default 'in-person' check (modality in ('in-person', 'video', 'phone')),
    colour            text     not null default 'blue'
        check (colour in ('blue', 'teal', 'green', 'amber', 'orange', 'red', 'purple', 'grey')),
    preparation       text     not null default '',
    instructions_en   text     not null default '',
    instructions_es   text     not null default '',
    bookable_by       text[]   not null default '{coordinator,front-desk,nurse,clinician}',
    active            boolean  not null default true,
    version           integer  not null default 0,
    check (num_nulls(specialty_system, specialty_code, specialty_display) in (0, 3))
);

-- Published to other modules.

create view site_view as
select id, name, time_zone, address, city, state, postal_code, phone, active from site;

create view site_hours_view as
select site_id, weekday, opens, closes from site_hours;

create view site_closure_view as
select site_id, day, name, holiday from site_closure;

create view organization_view as
select id, name, npi, time_zone from organization;

create view practitioner_view as
select id, concat_ws(' ', nullif(prefix, ''), given, family || coalesce(', ' || nullif(suffix, ''), '')) as display,
       family, given, npi, sex, languages, user_id, active
from practitioner;

create view practitioner_role_view as
select id, practitioner_id, site_id, specialty_system, specialty_code, specialty_display, valid_from, valid_until
from practitioner_role;

create view practitioner_hours_view as
select practitioner_id, site_id, weekday, starts, ends, valid_from, valid_until from practitioner_hours;

create view practitioner_exception_view as
select practitioner_id, site_id, kind, starts, ends, reason from practitioner_exception;

create view room_view as
select id, site_id, name, features, active from room;

create view device_view as
select id, site_id, name, kind, room_id, active from device;

create view visit_type_view as
select id, name, specialty_code, specialty_display, minutes, buffer_before, buffer_after, alignment, practitioners,
       room_features, device_kind, modality, colour, bookable_by, active
from visit_type;
