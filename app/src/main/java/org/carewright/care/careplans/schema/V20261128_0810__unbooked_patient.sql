-- As before, but asks for the last visit and the last missed one alone, not for all visits of a patient.
create or replace view unbooked_patient_view as
select p.id as patient_id, greatest(chart.seen_at, fulfilled.seen_at) as seen_at, missed.fell_through_at
from patient_view p
cross join lateral (select max(e.ends_at) as seen_at
                    from chart_encounter_view e
                    where e.patient_id = p.id and e.status = 'finished') as chart
cross join lateral (select max(a.ends_at) as seen_at
                    from appointment_view a
                    where a.patient_id = p.id and a.status = 'fulfilled') as fulfilled
cross join lateral (select max(a.missed_at) as fell_through_at
                    from appointment_view a
                    where a.patient_id = p.id and a.status in ('noshow', 'cancelled')) as missed
where not p.deceased
  and p.merged_into is null
  and not exists (select from appointment_view a
                  where a.patient_id = p.id
                    and a.status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in'));
