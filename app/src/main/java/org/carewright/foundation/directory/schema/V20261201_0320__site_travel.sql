-- How long it takes from one site to another, one row for both ways.
create table site_travel (
    one     uuid     not null references site,
    other   uuid     not null references site,
    minutes smallint not null check (minutes between 1 and 600),
    primary key (one, other),
    check (one < other)
);
