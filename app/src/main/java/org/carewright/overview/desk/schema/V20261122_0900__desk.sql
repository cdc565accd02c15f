-- A task that a person writes by hand: one more source of loops. Its closing fact is done_at.
create table task (
    id           uuid        primary key,
    site_id      uuid        references site,
    patient_id   uuid        references patient,
    title        text        not null check (title <> ''),
    details      text        not null default '',
    severity     text        not null check (severity in ('critical', 'high', 'medium', 'low')),
    due_at       timestamptz,
    created_by   uuid        not null references staff_user,
    created_at   timestamptz not null,
    done_at      timestamptz,
    done_by      uuid        references staff_user,
    version      integer     not null default 0,
    check ((done_at is null) = (done_by is null)),
    check (site_id is not null or patient_id is not null)
);
create index task_open on task (id) where done_at is null;
create index task_patient on task (patient_id) where patient_id is not null;

create view desk_loop as
select 'task'                      as rule,
       id                          as subject,
       patient_id,
       site_id,
       created_at                  as opened_at,
       cast(null as timestamptz)   as lapses_at,
       created_at                  as due_from,
       due_at,
       'see-desk'                  as permission,
       severity,
       title,
       case when details = '' then 'A colleague wrote this down to be done.' else details end as words,
       'Mark done'                 as remedy,
       '/desk/tasks/' || id || '/done' as remedy_path
from task
where done_at is null;

-- What people add to a loop: who has it and whether it sleeps. The loop itself is in no table. A loop that opened again
-- after this was begun starts without it.
create table loop_work (
    rule          text        not null,
    subject       uuid        not null,
    owner         uuid        references staff_user,
    snoozed_until timestamptz,
    begun_at      timestamptz not null,
    primary key (rule, subject)
);
create index loop_work_owner on loop_work (owner) where owner is not null;

-- What happened around a loop, in order. An entry stays as written: a correction is a new one. Only a merge of patients
-- gives it to another patient, and its undo gives it back.
create table loop_entry (
    id         uuid        primary key,
    rule       text        not null,
    subject    uuid        not null,
    patient_id uuid        references patient,
    kind       text        not null
               check (kind in ('note', 'contact', 'claim', 'release', 'hand-off', 'snooze', 'wake', 'undo')),
    author     uuid        not null references staff_user,
    written_at timestamptz not null,
    words      text        not null default '',
    channel    text        check (channel in ('phone', 'sms', 'email', 'letter', 'in-person', 'portal')),
    outcome    text        check (outcome in ('reached', 'left-message', 'no-answer', 'wrong-number', 'declined')),
    next_step  text        not null default '',
    to_user    uuid        references staff_user,
    until      timestamptz,
    -- Who had it and until when it slept before this act, by which the act is taken back.
    owner_before   uuid        references staff_user,
    snoozed_before timestamptz,
    check ((kind = 'contact') = (channel is not null)),
    check ((kind = 'contact') = (outcome is not null)),
    check (kind <> 'hand-off' or to_user is not null),
    check (kind <> 'snooze' or until is not null)
);
create index loop_entry_loop on loop_entry (rule, subject, written_at);
create index loop_entry_patient on loop_entry (patient_id) where patient_id is not null;

create function loop_entry_is_kept() returns trigger language plpgsql as $$
begin
    raise exception 'an entry of a loop is never removed';
end $$;
create trigger loop_entry_is_kept before delete on loop_entry for each row execute function loop_entry_is_kept();
