-- Each message to a patient: by which way it went, and what she answered by its link. What it said stands in the outbox.
create table outreach_message (
    id          uuid        primary key,
    patient_id  uuid        not null references patient,
    site_id     uuid        not null references site,
    kind        text        not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
    about       uuid        not null, -- the visit or offer it tells of
    channel     text        not null check (channel in ('sms', 'email')),
    language    text        not null check (language in ('en', 'es')),
    outbox_id   uuid        not null,
    made_at     timestamptz not null,
    expires_at  timestamptz not null, -- the link leads nowhere from then on
    answer      text,
    answered_at timestamptz,
    check ((answer is null) = (answered_at is null))
);
create index outreach_message_patient on outreach_message (patient_id, made_at);
create index outreach_message_about on outreach_message (about);

-- Published: what was sent to whom, and whether it has left.
create view outreach_view as
select m.id, m.patient_id, m.site_id, m.kind, m.about, m.channel, m.language, m.outbox_id, m.made_at, m.answer, m.answered_at,
       o.sent_at, o.attempts > 0 and o.sent_at is null as failing, o.id is null as withdrawn
from outreach_message m
left join outbox_view o on o.id = m.outbox_id;
