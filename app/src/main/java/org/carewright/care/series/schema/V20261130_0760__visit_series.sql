-- Visits that repeat: how, and which ones were booked. Whose they are, the visits say.
create table visit_series (
    id            uuid        primary key,
    site_id       uuid        not null references site,
    visit_type_id uuid        not null references visit_type,
    -- RFC 5545, section 3.3.10, without DTSTART
    rule          text        not null check (rule like 'FREQ=%'),
    first_day     date        not null,
    starts        time        not null,
    made_at       timestamptz not null,
    made_by       uuid        not null
);

-- Each visit as it was booked first; where it was moved to is found from it. Null where one was left out knowingly.
create table series_visit (
    series_id      uuid     not null references visit_series,
    number         smallint not null check (number > 0),
    planned_for    date     not null,
    appointment_id uuid     unique references appointment,
    primary key (series_id, number)
);
