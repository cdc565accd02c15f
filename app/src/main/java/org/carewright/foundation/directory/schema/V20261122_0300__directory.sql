create table site (
    id        uuid    primary key default uuidv7(),
    name      text    not null unique check (name <> ''),
    time_zone text    not null check (time_zone <> ''),
    active    boolean not null default true,
    version   integer not null default 0
);

create table practitioner (
    id      uuid    primary key default uuidv7(),
    family  text    not null check (family <> ''),
    given   text    not null check (given <> ''),
    prefix  text    not null default '',
    npi     text    unique check (npi ~ '^[0-9]{10}$'),
    active  boolean not null default true,
    version integer not null default 0
);

create table room (
    id       uuid    primary key default uuidv7(),
    site_id  uuid    not null references site,
    name     text    not null check (name <> ''),
    active   boolean not null default true,
    version  integer not null default 0,
    unique (site_id, name)
);

create table device (
    id       uuid    primary key default uuidv7(),
    site_id  uuid    not null references site,
    name     text    not null check (name <> ''),
    active   boolean not null default true,
    version  integer not null default 0,
    unique (site_id, name)
);

create table visit_type (
    id      uuid    primary key default uuidv7(),
    name    text    not null unique check (name <> ''),
    minutes integer not null check (minutes between 1 and 1440),
    active  boolean not null default true,
    version integer not null default 0
);
