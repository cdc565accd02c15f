-- A file that goes with a message, such as a visit for the patient's calendar.
alter table outbox_message add column attachment_name text;
alter table outbox_message add column attachment_type text;
alter table outbox_message add column attachment text;
alter table outbox_message add constraint outbox_attachment
    check (num_nulls(attachment_name, attachment_type, attachment) in (0, 3));

-- Published: what became of messages, without what they say.
create view outbox_view as
select id, channel, created_at, attempts, last_error, sent_at from outbox_message;
