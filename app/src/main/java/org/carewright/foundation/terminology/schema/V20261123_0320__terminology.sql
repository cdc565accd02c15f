-- One edition of a code system: a url and a version. It never changes once it is here: the same version with other
-- content is a new row in its place, so whatever was computed from a row by its id stays true.
create table code_system (
    id           uuid        primary key,
    url          text        not null check (url <> ''),
    version      text        not null check (version <> ''),
    name         text        not null check (name <> ''),
    title        text        not null check (title <> ''),
    publisher    text        not null default '',
    copyright    text        not null default '',
    value_set    text        not null check (value_set <> ''), -- the url of the value set of all its codes
    origin       text        not null check (origin in ('shipped', 'site')),
    current      boolean     not null,                         -- the one that is meant when no version is said
    concepts     integer     not null check (concepts > 0),
    content_hash bytea       not null,
    loaded_at    timestamptz not null,
    unique (url, version)
);

create unique index code_system_one_is_current on code_system (url) where current;

-- A code and its words. parent is the next broader code of the same edition. No foreign key checks the edition, because
-- that would double the time of bringing 100,000 codes in: an edition and its concepts are written together, once.
create table concept (
    code_system_id uuid    not null,
    ordinal        integer not null, -- the place in the list
    code           text    not null,
    display        text    not null,
    definition     text,
    parent         text,
    billable       boolean,          -- may stand on a claim; null = the code system does not say
    active         boolean not null,
    properties     jsonb,
    primary key (code_system_id, code)
);

create index concept_children on concept (code_system_id, parent, ordinal) where parent is not null;

-- A site's choice of codes: some by name (value_set_concept), whole code systems (value_set_system), or both.
create table value_set (
    id           uuid        primary key,
    url          text        not null check (url <> ''),
    version      text        not null check (version <> ''),
    name         text        not null check (name <> ''),
    title        text        not null check (title <> ''),
    publisher    text        not null default '',
    copyright    text        not null default '',
    current      boolean     not null,
    content_hash bytea       not null,
    loaded_at    timestamptz not null,
    unique (url, version)
);

create unique index value_set_one_is_current on value_set (url) where current;

create table value_set_concept (
    value_set_id uuid    not null references value_set on delete cascade,
    ordinal      integer not null,
    system       text    not null,
    code         text    not null,
    display      text    not null,
    primary key (value_set_id, ordinal),
    unique (value_set_id, system, code)
);

create table value_set_system (
    value_set_id uuid    not null references value_set on delete cascade,
    ordinal      integer not null,
    system       text    not null,
    version      text,               -- null = the current one
    primary key (value_set_id, ordinal)
);
