-- What a visit type asks for, resource by resource, and how it may be booked. buffer_before and buffer_after are the
-- practitioner's from now on.
alter table visit_type
    add column room_before   integer not null default 0 check (room_before between 0 and 240),
    add column room_after    integer not null default 0 check (room_after between 0 and 240),
    add column device_before integer not null default 0 check (device_before between 0 and 240),
    add column device_after  integer not null default 0 check (device_after between 0 and 240),
    add column skills        text[]  not null default '{}',
    -- How many patients take part in one visit.
    add column capacity      integer not null default 1 check (capacity between 1 and 99),
    add column patients_book boolean not null default false,
    -- How many days ahead it may be booked, and how many visits a practitioner may have against the rules in a day; null
    -- for no limit.
    add column horizon_days  integer check (horizon_days between 1 and 1000),
    add column overbooking   integer check (overbooking between 0 and 99);
update visit_type
   set room_before = buffer_before, room_after = buffer_after, device_before = buffer_before, device_after = buffer_after;

alter table practitioner add column skills text[] not null default '{}';

create or replace view visit_type_view as
select id, name, specialty_code, specialty_display, minutes, buffer_before, buffer_after, alignment, practitioners,
       room_features, device_kind, modality, colour, bookable_by, active,
       room_before, room_after, device_before, device_after, skills, capacity, patients_book, horizon_days, overbooking,
       preparation, instructions_en, instructions_es
from visit_type;

create or replace view practitioner_view as
select id, concat_ws(' ', nullif(prefix, ''), given, family || coalesce(', ' || nullif(suffix, ''), '')) as display,
       family, given, npi, sex, languages, user_id, active, skills
from practitioner;
