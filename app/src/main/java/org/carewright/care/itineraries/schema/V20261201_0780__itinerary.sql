-- Visits that belong together, and what holds between them, so that they can be moved together.
create table itinerary (
    id            uuid        primary key,
    ordered       boolean     not null,
    same_day      boolean     not null,
    same_site     boolean     not null,
    least_minutes integer     not null check (least_minutes >= 0),
    most_minutes  integer     check (most_minutes >= least_minutes), -- null for any
    most_travel   integer     check (most_travel >= 0),              -- minutes a day; null for any
    made_at       timestamptz not null,
    made_by       uuid        not null
);

-- Each visit as it was booked first, in the order in which they were asked; where it is now is found from it.
create table itinerary_visit (
    itinerary_id    uuid     not null references itinerary,
    number          smallint not null check (number between 1 and 6),
    visit_type_id   uuid     not null references visit_type,
    practitioner_id uuid     references practitioner, -- who was wished
    appointment_id  uuid     not null unique references appointment,
    primary key (itinerary_id, number)
);
