-- Every message that leaves: written with the fact it tells of, sent afterwards, at least once.
create table outbox_message (
    id           uuid        primary key,
    channel      text        not null check (channel <> ''),
    destination  text        not null check (destination <> ''),
    subject      text        not null,
    body         text        not null,
    created_at   timestamptz not null,
    next_try_at  timestamptz not null,
    attempts     integer     not null default 0,
    last_error   text,
    sent_at      timestamptz
);
create index outbox_message_waiting on outbox_message (channel, next_try_at) where sent_at is null;
