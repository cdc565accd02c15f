-- What was learned of missed visits, and how good it was found to be. Figures stay; of the forests only the newest are kept.
create table no_show_model (
    id         uuid        primary key default uuidv7(),
    trained_at timestamptz not null,
    trained_by text        not null,
    -- Visits whose outcome was known.
    visits     integer     not null check (visits >= 0),
    -- The trials, each with what it was found to be worth.
    trials     jsonb       not null,
    booking    bytea,
    evening    bytea,
    check (num_nulls(booking, evening) in (0, 2))
);
create index no_show_model_newest on no_show_model (trained_at desc);
