-- Who did what to whose record. One partition per month, added ahead of time by audit_event_add_month; there is no
-- default partition, so that a row never lies where nobody looks for it.
create table audit_event (
    recorded_at timestamptz not null,
    id          uuid        not null,
    user_id     uuid        not null,
    user_name   text        not null,
    act         text        not null check (act <> ''),
    kind        text        not null check (kind <> ''),
    subject     uuid,
    patients    uuid[]      not null,
    route       text        not null,
    purpose     text        not null,
    address     text        not null,
    detail      jsonb       not null,
    signature   bytea       not null,
    primary key (recorded_at, id)
) partition by range (recorded_at);

create index audit_event_patients on audit_event using gin (patients);
create index audit_event_user on audit_event (user_id, recorded_at);

-- Rows that no seal holds yet: written with the row, taken away by the sealer.
create table audit_unsealed (
    recorded_at timestamptz not null,
    event_id    uuid        not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

-- Each seal signs its rows and the seal before it.
create table audit_seal (
    number    bigint      primary key check (number > 0),
    sealed_at timestamptz not null,
    first_at  timestamptz not null,
    last_at   timestamptz not null check (first_at <= last_at),
    events    uuid[]      not null check (cardinality(events) > 0),
    signature bytea       not null
);
create index audit_seal_last on audit_seal (last_at);

-- How far the chain reaches, signed, so that its end cannot be cut off unnoticed.
create table audit_anchor (
    one       boolean primary key default true check (one),
    number    bigint  not null,
    seal      bytea   not null,
    signature bytea   not null
);

create function audit_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the audit trail is only ever added to' using errcode = 'insufficient_privilege';
end $$;

create trigger audit_event_kept before update or delete on audit_event
    for each row execute function audit_refuse();
create trigger audit_event_not_emptied before truncate on audit_event
    for each statement execute function audit_refuse();
create trigger audit_seal_kept before update or delete on audit_seal
    for each row execute function audit_refuse();
create trigger audit_seal_not_emptied before truncate on audit_seal
    for each statement execute function audit_refuse();

-- Adds the partition of the month (in UTC) unless it is there. Attaching, unlike creating in place, lets inserts go on.
create function audit_event_add_month(month date) returns void language plpgsql as $$
declare
    name text := 'audit_event_' || to_char(month, 'YYYY_MM');
begin
    perform pg_advisory_xact_lock(hashtext('audit_event_add_month'));
    if to_regclass(format('%I.%I', current_schema(), name)) is null then
        execute format('create table %I (like audit_event including constraints)', name);
        execute format(
            'alter table audit_event attach partition %I for values from (%L) to (%L)',
            name,
            month::timestamp at time zone 'UTC',
            (month + interval '1 month') at time zone 'UTC');
        execute format(
            'create trigger audit_event_not_emptied before truncate on %I for each statement execute function audit_refuse()',
            name);
    end if;
end $$;

-- Published: the trail as the pages that oversee access read it.
create view audit_trail_view as
select recorded_at, id, user_id, user_name, act, kind, subject, patients, route, purpose, address, detail
from audit_event;
