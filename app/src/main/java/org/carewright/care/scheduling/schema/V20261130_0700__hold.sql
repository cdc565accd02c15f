-- A hold is a visit that keeps its time until a moment, while the patient makes up her mind: pending, in FHIR's words. It is
-- the visit that is held; what it takes is taken like any other's.
alter table booking drop column hold_expires_at;
alter table booking drop constraint booking_state_check;
alter table booking add constraint booking_state_check check (state in ('booked', 'released'));

alter table appointment add column held_until timestamptz;
alter table appointment add constraint appointment_held check ((status = 'pending') = (held_until is not null));
create index appointment_held on appointment (held_until) where status = 'pending';

-- What is only held is neither confirmed nor checked out.
create or replace view scheduling_loop as
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
 where a.status in ('booked', 'arrived', 'checked-in')
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
 where a.status = 'booked' and a.confirmed_at is null and a.unconfirmed_from is not null;

-- What is only held answers no missed visit yet.
create or replace function appointment_relink(patient uuid) returns void
    language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('appointments of ' || patient, 0));
    with answer as (
        select a.id,
               (select b.id
                  from appointment b
                 where b.patient_id = a.patient_id
                   and b.id <> a.id
                   and b.status not in ('entered-in-error', 'pending')
                   and (b.replaces = a.id
                        or b.loop_subject = a.id
                        or (b.replaces is null
                            and b.visit_type_id = a.visit_type_id
                            and case a.status
                                    when 'noshow' then b.made_at >= a.starts_at and b.starts_at > a.starts_at
                                    else b.made_at >= a.missed_at
                                end))
                 order by b.made_at, b.id
                 limit 1) as answered_by
          from appointment a
         where a.patient_id = patient and a.status in ('noshow', 'cancelled'))
    update appointment a
       set answered_by = answer.answered_by
      from answer
     where a.id = answer.id and a.answered_by is distinct from answer.answered_by;
    update appointment
       set answered_by = null
     where patient_id = patient and answered_by is not null and status not in ('noshow', 'cancelled');
end $$;
