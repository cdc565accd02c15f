-- When patients are told of their visits: right after it was booked or called off by the clinic, and so many hours before it.
create table reminder_window (
    id      text     primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    kind    text     not null check (kind in ('booked', 'before', 'cancelled')),
    hours   integer  unique check (hours between 1 and 2160),
    active  boolean  not null default true,
    version integer  not null default 0,
    check ((kind = 'before') = (hours is not null))
);
create unique index reminder_window_kind on reminder_window (kind) where kind <> 'before';
insert into reminder_window (id, kind, hours)
values ('booked', 'booked', null), ('cancelled', 'cancelled', null),
       ('first', 'before', 168), ('second', 'before', 48), ('third', 'before', 3);

-- What was told of a visit at each window, once; without a message where she cannot be sent one.
create table reminder (
    appointment_id uuid        not null references appointment,
    window_id      text        not null references reminder_window,
    message_id     uuid        references outreach_message,
    decided_at     timestamptz not null,
    primary key (appointment_id, window_id)
);

-- Patients who ask by link to be called about another time.
create table move_request (
    id         uuid        primary key references appointment,
    patient_id uuid        not null references patient,
    site_id    uuid        not null references site,
    asked_at   timestamptz not null
);
create trigger touched after insert or update or delete on move_request
    for each row execute function touch_subject();

-- The secret part of the address under which a practitioner's calendar program reads her visits.
create table calendar_feed (
    practitioner_id uuid        primary key references practitioner,
    token_hash      bytea       not null unique,
    made_at         timestamptz not null,
    made_by         uuid        not null,
    read_at         timestamptz
);

-- Published: who asked for another time and has the old one still.
create view reminders_loop as
select 'move-asked' as rule,
       m.id as subject,
       m.patient_id,
       m.site_id,
       m.asked_at as opened_at,
       a.starts_at as lapses_at,
       m.asked_at as due_from,
       'see-schedule' as permission,
       'medium' as severity,
       'Patient asks for another time' as title,
       'She asked by link to be called, and still has her visit.' as words,
       'Call and move' as remedy,
       '/schedule/visits/' || m.id || '/move' as remedy_path
  from move_request m
  join appointment_view a on a.id = m.id
 where a.status = 'booked' and a.confirmed_at is null;

-- Published: how often a patient was reminded of a visit.
create view reminder_view as
select r.appointment_id, r.window_id, r.message_id, r.decided_at from reminder r;
