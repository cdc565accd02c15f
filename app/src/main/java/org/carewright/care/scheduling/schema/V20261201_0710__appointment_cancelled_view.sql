-- Published anew: also why and by whom a visit was cancelled.
create or replace view appointment_view as
select a.id,
       a.patient_id,
       a.site_id,
       p.resource_id as practitioner_id,
       r.resource_id as room_id,
       a.visit_type_id,
       a.status,
       a.starts_at,
       a.ends_at,
       a.confirmed_at,
       a.missed_at,
       a.made_at,
       a.replaces,
       a.version,
       a.override_reason,
       a.cancel_reason,
       a.cancelled_by
  from appointment a
  left join booking p on p.appointment_id = a.id and p.kind = 'practitioner' and p.position = 0
  left join booking r on r.appointment_id = a.id and r.kind = 'room' and r.position = 0
 where a.status <> 'entered-in-error';
