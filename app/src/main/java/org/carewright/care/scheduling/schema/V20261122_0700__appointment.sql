-- A visit: who comes, where, when, and what became of it. A rescheduled visit is a new row that replaces the old one.
create table appointment (
    id                uuid        primary key,
    patient_id        uuid        not null references patient,
    site_id           uuid        not null references site,
    visit_type_id     uuid        not null references visit_type,
    -- FHIR R4 AppointmentStatus
    status            text        not null check (status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in',
                                                             'fulfilled', 'cancelled', 'noshow', 'entered-in-error')),
    starts_at         timestamptz not null,
    ends_at           timestamptz not null,
    reason            text        not null default '',

    -- Bookings of one party may overlap: a visit and the one that replaces it; later, the members of a group visit.
    party             uuid        not null,
    replaces          uuid        references appointment,
    series_id         uuid,
    -- The open loop this visit was booked from, and the loop's subject.
    loop_rule         text,
    loop_subject      uuid,
    -- Why it was booked against the rules (outside hours, overlapping, in the past).
    override_reason   text        check (override_reason <> ''),

    made_at           timestamptz not null,
    made_by           uuid        not null,
    -- From here on the missing confirmation is worth a call: the start of the day before, in the site's zone.
    -- Null when the visit was made on its own day.
    unconfirmed_from  timestamptz,
    confirmed_at      timestamptz,
    confirmed_by      uuid,
    confirmed_channel text        check (confirmed_channel in ('phone', 'in-person', 'sms', 'email', 'portal')),
    arrived_at        timestamptz,
    started_at        timestamptz,
    completed_at      timestamptz,

    -- When the visit was cancelled or found missed.
    missed_at         timestamptz,
    -- FHIR appointment-cancellation-reason, or 'rescheduled'
    cancel_reason     text,
    cancelled_by      text        check (cancelled_by in ('patient', 'clinic')),
    cancel_note       text        not null default '',
    -- The visit made instead of this missed one (kept by AppointmentStore.relink, which says what counts as one), or the
    -- decision that none is needed: either closes the re-book loop.
    answered_by       uuid        references appointment,
    rebook_declined   text        check (rebook_declined <> ''),

    version           integer     not null default 0,
    check (starts_at < ends_at),
    check ((status in ('cancelled', 'noshow')) = (missed_at is not null)),
    check ((status = 'cancelled') = (cancel_reason is not null)),
    check ((cancel_reason is null) = (cancelled_by is null)),
    check (num_nulls(confirmed_at, confirmed_by, confirmed_channel) in (0, 3)),
    check (status <> 'arrived' or arrived_at is not null)
);
create unique index appointment_replaced_once on appointment (replaces) where status <> 'entered-in-error';
create index appointment_patient on appointment (patient_id, starts_at);
create index appointment_live on appointment (patient_id)
    where status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in');
create index appointment_site_day on appointment (site_id, starts_at);
create index appointment_unanswered on appointment (patient_id)
    where status in ('noshow', 'cancelled') and answered_by is null and rebook_declined is null;
create index appointment_unconfirmed on appointment (unconfirmed_from)
    where status in ('pending', 'booked') and confirmed_at is null;
create index appointment_unfinished on appointment (ends_at)
    where status in ('pending', 'booked', 'arrived', 'checked-in');

-- The row as it was before each act, so that nothing is lost and the last act can be taken back exactly.
create table appointment_history (
    appointment_id uuid        not null references appointment,
    version        integer     not null,
    act            text        not null,
    changed_at     timestamptz not null,
    changed_by     uuid        not null,
    before         jsonb       not null,
    primary key (appointment_id, version)
);

-- One row per resource a visit takes: practitioner, room, device, and the patient's own time.
create table booking (
    appointment_id  uuid      not null references appointment deferrable initially deferred,
    kind            text      not null check (kind in ('practitioner', 'room', 'device', 'patient')),
    -- 0 is the first of its kind: the practitioner who leads, the room where it takes place.
    position        smallint  not null default 0 check (position >= 0),
    resource_id     uuid      not null,
    party           uuid      not null,
    -- With the buffers before and after that this resource needs.
    during          tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
    state           text      not null default 'booked' check (state in ('held', 'booked', 'released')),
    hold_expires_at timestamptz,
    override_reason text      check (override_reason <> ''),
    primary key (appointment_id, kind, position),
    check ((state = 'held') = (hold_expires_at is not null)),
    -- The clinic's first promise: nothing and nobody in two places at one time, unless a reason says so.
    constraint booking_free exclude using gist (resource_id with =, during with &&, party with <>)
        where (state <> 'released' and override_reason is null)
);
create index booking_overriding on booking using gist (resource_id, during)
    where (state <> 'released' and override_reason is not null);
