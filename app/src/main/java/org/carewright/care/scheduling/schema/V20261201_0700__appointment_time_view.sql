-- Published: where and when any visit is or was, those withdrawn too.
create view appointment_time_view as
select id, site_id, starts_at, status from appointment;
