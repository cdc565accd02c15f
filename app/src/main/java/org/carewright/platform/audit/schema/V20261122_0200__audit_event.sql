create table audit_event (
    id          uuid        not null,
    recorded_at timestamptz not null,
    user_id     uuid        not null,
    user_name   text        not null,
    act         text        not null,
    kind        text        not null,
    subject     uuid,
    patients    uuid[]      not null default '{}',
    route       text        not null,
    purpose     text        not null,
    address     text        not null,
    detail      jsonb       not null default '{}',
    primary key (id)
);
