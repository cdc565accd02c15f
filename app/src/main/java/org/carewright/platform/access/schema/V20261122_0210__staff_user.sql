create table staff_user (
    id            uuid        primary key,
    login         text        not null unique check (login = lower(login) and login <> ''),
    name          text        not null check (name <> ''),
    email         text        check (email like '%_@_%'),
    password_hash text,                                     -- null until the person has chosen one by a one-time link
    roles         text[]      not null check (roles <@ array['coordinator', 'front-desk', 'nurse', 'clinician', 'biller',
                                                             'manager', 'administrator']),
    sites         uuid[]      not null default '{}',
    active        boolean     not null default true,
    totp_secret   bytea,                                    -- encrypted; null without a second factor
    totp_step     bigint      not null default 0,           -- the last time step whose code was used
    created_at    timestamptz not null,
    version       integer     not null default 0
);

-- What opens an account when the phone is lost: each code once, kept as a keyed hash.
create table staff_recovery_code (
    user_id   uuid  not null references staff_user,
    code_hash bytea not null,
    primary key (user_id, code_hash)
);

-- A sign-in and what came of it. A device that has signed in to an account before is known to it.
create table staff_session (
    id           uuid        primary key,
    user_id      uuid        not null references staff_user,
    device_id    uuid        not null,
    device       text        not null,
    address      text        not null,
    signed_in_at timestamptz not null,
    last_seen_at timestamptz not null,
    ended_at     timestamptz
);
create index staff_session_user on staff_session (user_id, device_id);
create index staff_session_old on staff_session (last_seen_at);

-- Failed sign-ins by what they came from, as a keyed hash: logins typed wrongly are sometimes passwords.
create table sign_in_throttle (
    bucket        bytea       primary key,
    attempts      integer     not null,
    last_at       timestamptz not null,
    blocked_until timestamptz
);
create index sign_in_throttle_old on sign_in_throttle (last_at);

-- Links that let a person choose a password: for an account, or to make the first administrator.
create table one_time_link (
    token_hash bytea       primary key,
    user_id    uuid        references staff_user,
    expires_at timestamptz not null,
    used_at    timestamptz
);

-- A record opened outside the reader's scope, for a reason, for a while; open until somebody has reviewed it.
create table break_glass (
    id          uuid        primary key,
    user_id     uuid        not null references staff_user,
    patient_id  uuid        not null,
    reason      text        not null check (reason <> ''),
    opened_at   timestamptz not null,
    expires_at  timestamptz not null check (opened_at < expires_at),
    reviewed_at timestamptz,
    reviewed_by uuid        references staff_user,
    justified   boolean,
    note        text        not null default '',
    check ((reviewed_at is null) = (reviewed_by is null) and (reviewed_at is null) = (justified is null)),
    check (reviewed_by <> user_id)
);
create index break_glass_user on break_glass (user_id, expires_at);
create index break_glass_open on break_glass (opened_at) where reviewed_at is null;

-- Published: what waits for the privacy officer.
create view access_loop as
select
    'break-glass-review'          as rule,
    b.id                          as subject,
    b.patient_id,
    u.sites[1]                    as site_id,
    b.opened_at,
    null::timestamptz             as lapses_at,
    b.opened_at                   as due_from,
    'review-break-glass'          as permission,
    'medium'                      as severity,
    'Break-glass to review'       as title,
    u.name || ' opened a record outside their scope; say whether that was justified.' as words,
    'Review'                      as remedy,
    '/privacy/break-glass/' || b.id as remedy_path
from break_glass b
join staff_user u on u.id = b.user_id
where b.reviewed_at is null;
