create table staff_user (
    id            uuid    primary key,
    login         text    not null unique check (login = lower(login) and login <> ''),
    name          text    not null check (name <> ''),
    password_hash text    not null,
    roles         text[]  not null,
    sites         uuid[]  not null default '{}',
    active        boolean not null default true,
    version       integer not null default 0
);
