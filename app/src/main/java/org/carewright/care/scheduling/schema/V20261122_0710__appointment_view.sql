-- Published: visits with their leading practitioner and their room.
create view appointment_view as
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
       a.missed_at
  from appointment a
  left join booking p on p.appointment_id = a.id and p.kind = 'practitioner' and p.position = 0
  left join booking r on r.appointment_id = a.id and r.kind = 'room' and r.position = 0
 where a.status <> 'entered-in-error';

-- Published: what is open on the schedule.
create view scheduling_loop as
select 'no-show-rebook' as rule,
       a.id as subject,
       a.patient_id,
       a.site_id,
       a.missed_at as opened_at,
       null::timestamptz as lapses_at,
       a.missed_at as due_from,
       'see-schedule' as permission,
       'medium' as severity,
       'Missed visit to re-book' as title,
       'The patient did not come to ' || t.name || ' and no new visit was made.' as words,
       'Re-book' as remedy,
       '/schedule/book?patient=' || a.patient_id || '&visitType=' || a.visit_type_id
           || '&loop=no-show-rebook&subject=' || a.id as remedy_path
  from appointment a
  join visit_type_view t on t.id = a.visit_type_id
  join patient_view p on p.id = a.patient_id and not p.deceased
 where a.status = 'noshow' and a.answered_by is null and a.rebook_declined is null
union all
select 'cancelled-rebook',
       a.id,
       a.patient_id,
       a.site_id,
       a.missed_at,
       null,
       a.missed_at,
       'see-schedule',
       case a.cancelled_by when 'clinic' then 'medium' else 'low' end,
       'Cancelled visit to re-book',
       t.name || ' was cancelled by the ' || a.cancelled_by || ' and no new visit was made.',
       'Re-book',
       '/schedule/book?patient=' || a.patient_id || '&visitType=' || a.visit_type_id
           || '&loop=cancelled-rebook&subject=' || a.id
  from appointment a
  join visit_type_view t on t.id = a.visit_type_id
  join patient_view p on p.id = a.patient_id and not p.deceased
 where a.status = 'cancelled' and a.answered_by is null and a.rebook_declined is null
union all
select 'visit-checkout',
       a.id,
       a.patient_id,
       a.site_id,
       a.ends_at,
       null,
       a.ends_at,
       'see-schedule',
       'medium',
       case when a.status in ('arrived', 'checked-in') then 'Visit without check-out' else 'Visit without an outcome' end,
       case when a.status in ('arrived', 'checked-in')
            then t.name || ' is over by the schedule, and the patient was not checked out.'
            else t.name || ' is over by the schedule; neither an arrival nor a no-show was recorded.' end,
       case when a.status in ('arrived', 'checked-in') then 'Check out' else 'Record what happened' end,
       '/schedule/visits/' || a.id
  from appointment a
  join visit_type_view t on t.id = a.visit_type_id
 where a.status in ('pending', 'booked', 'arrived', 'checked-in')
union all
select 'booking-unconfirmed',
       a.id,
       a.patient_id,
       a.site_id,
       a.unconfirmed_from,
       a.starts_at,
       a.starts_at,
       'see-schedule',
       'low',
       'Visit not confirmed',
       t.name || ' is close and the patient has not confirmed.',
       'Call to confirm',
       '/schedule/visits/' || a.id
  from appointment a
  join visit_type_view t on t.id = a.visit_type_id
 where a.status in ('pending', 'booked') and a.confirmed_at is null and a.unconfirmed_from is not null;
