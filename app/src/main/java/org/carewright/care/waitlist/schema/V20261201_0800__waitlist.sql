-- Who wants a visit, or an earlier one than she has.
create table waitlist_request (
    id              uuid        primary key,
    patient_id      uuid        not null references patient,
    site_id         uuid        not null references site,
    visit_type_id   uuid        not null references visit_type,
    priority        text        not null check (priority in ('stat', 'asap', 'urgent', 'routine')), -- FHIR RequestPriority
    visit_id        uuid        references appointment, -- the visit she has, and gives up for an earlier one
    earliest        date        not null,
    latest          date        not null,
    practitioner_id uuid        references practitioner,
    sex             text,
    language        text,
    weekdays        integer[]   not null default '{}',
    not_before      time,
    not_after       time,
    note            text        not null default '',
    asked_at        timestamptz not null,
    asked_by        uuid        not null,
    status          text        not null check (status in ('waiting', 'stalled', 'booked', 'closed')),
    why             text        not null default '', -- what stalled or closed it
    changed_at      timestamptz not null,
    version         integer     not null default 0,
    check (earliest <= latest)
);
create unique index waitlist_request_once on waitlist_request (patient_id, visit_type_id, site_id)
    where status in ('waiting', 'stalled');
create index waitlist_request_site on waitlist_request (site_id) where status = 'waiting';
create index waitlist_request_visit on waitlist_request (visit_id);

-- A freed time that was offered. Its visit is held meanwhile: that alone keeps it from everybody else.
create table waitlist_offer (
    id          uuid        primary key references appointment,
    request_id  uuid        not null references waitlist_request,
    patient_id  uuid        not null references patient,
    site_id     uuid        not null references site,
    channel     text        not null check (channel in ('sms', 'email', 'phone')),
    starts_at   timestamptz not null,
    practitioner_id uuid,
    words       text        not null, -- why it went to this patient
    offered_at  timestamptz not null,
    expires_at  timestamptz not null,
    outcome     text        check (outcome in ('accepted', 'declined', 'expired', 'withdrawn')),
    answered_at timestamptz,
    gained_days integer,
    check ((outcome is null) = (answered_at is null)),
    check (gained_days is null or outcome = 'accepted')
);
create unique index waitlist_offer_live on waitlist_offer (request_id) where outcome is null;
create index waitlist_offer_request on waitlist_offer (request_id);
create index waitlist_offer_site on waitlist_offer (site_id, offered_at);

-- Days of a site on which something became free, since it was last offered.
create table waitlist_freed (
    site_id  uuid not null references site,
    day      date not null
);
create index waitlist_freed_site on waitlist_freed (site_id, day);

create trigger touched after insert or update or delete on waitlist_request
    for each row execute function touch_subject();
create trigger touched after insert or update or delete on waitlist_offer
    for each row execute function touch_subject();

-- Published: offers to make by telephone, and requests that get no offers any more.
create view waitlist_loop as
select 'waitlist-offer' as rule,
       o.id as subject,
       o.patient_id,
       o.site_id,
       o.offered_at as opened_at,
       o.expires_at as lapses_at,
       o.offered_at as due_from,
       'see-schedule' as permission,
       'medium' as severity,
       'Freed time to offer by telephone' as title,
       'It is held for this patient, who cannot be sent a message.' as words,
       'Call' as remedy,
       '/waitlist/' || o.request_id as remedy_path
  from waitlist_offer o
 where o.outcome is null and o.channel = 'phone'
union all
select 'waitlist-stalled',
       r.id,
       r.patient_id,
       r.site_id,
       r.changed_at,
       null::timestamptz,
       r.changed_at,
       'see-schedule',
       'low',
       'Waitlist request without offers',
       r.why || ' No more times are offered until somebody decides.',
       'Decide',
       '/waitlist/' || r.id
  from waitlist_request r
 where r.status = 'stalled';
