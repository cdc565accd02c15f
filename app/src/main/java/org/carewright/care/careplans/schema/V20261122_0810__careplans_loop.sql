-- Conditions that want the patient seen at intervals, whatever system codes them: a house rule, matched on the words.
create table chronic_condition (
    pattern text primary key,
    name    text not null unique
);
insert into chronic_condition (pattern, name) values
    ('diabet', 'diabetes'),
    ('hypertension', 'hypertension'),
    ('heart failure', 'heart failure'),
    ('ischemic heart|coronary', 'coronary heart disease'),
    ('atrial fibrillation', 'atrial fibrillation'),
    ('chronic obstructive|emphysema', 'COPD'),
    ('asthma', 'asthma'),
    ('chronic kidney', 'chronic kidney disease'),
    ('hyperlipid', 'hyperlipidemia'),
    ('epilep', 'epilepsy'),
    ('dementia|alzheimer', 'dementia'),
    ('rheumatoid', 'rheumatoid arthritis');

-- When the patient was last seen, by the chart or by the schedule.
create view last_seen_view as
select patient_id, max(ends_at) as seen_at
from (select patient_id, ends_at from chart_encounter_view where status = 'finished'
      union all
      select patient_id, ends_at from appointment_view where status = 'fulfilled') as visit
group by patient_id;

-- Whom the loops are about: living patients whose record stands, with nothing booked.
create view unbooked_patient_view as
select p.id as patient_id, seen.seen_at
from patient_view p
left join lateral (select s.seen_at from last_seen_view s where s.patient_id = p.id) as seen on true
where not p.deceased
  and p.merged_into is null
  and not exists (select from appointment_view a
                  where a.patient_id = p.id
                    and a.status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in'));

-- A plan waits for its next visit from its start, or from the last visit when that came later. The interval of a chronic
-- condition runs from the last visit; from when it was recorded if nobody has seen the patient yet.
create view careplans_loop as
select 'care-plan-next-visit'       as rule,
       plan.patient_id              as subject,
       plan.patient_id,
       cast(null as uuid)           as site_id,
       plan.waits_from              as opened_at,
       cast(null as timestamptz)    as lapses_at,
       clock_due('care-plan-next-visit', plan.waits_from, null) as due_at,
       'see-chart'                  as permission,
       'medium'                     as severity,
       case when plan.count = 1 then 'Care plan without a next visit'
            else plan.count || ' care plans without a next visit' end as title,
       'Active and nothing booked: ' || coalesce(plan.titles, 'a plan without a title') || '.' as words,
       'Book the visit'             as remedy,
       '/schedule/book?patient=' || plan.patient_id || '&loop=care-plan-next-visit' as remedy_path
from (select active.patient_id, count(*) as count,
             string_agg(distinct active.title, ', ' order by active.title) as titles,
             greatest(min(coalesce(active.starts_at, active.recorded_at)), p.seen_at) as waits_from
      from chart_care_plan_view active
      join unbooked_patient_view p on p.patient_id = active.patient_id
      where active.status = 'active'
      group by active.patient_id, p.seen_at) as plan
union all
select 'chronic-condition-interval',
       ill.patient_id,
       ill.patient_id,
       null,
       ill.due_at,
       null,
       ill.due_at,
       'see-chart',
       'high',
       'Not seen for too long: ' || ill.names,
       coalesce('Last seen on ' || to_char(ill.seen_at, 'FMMonth FMDD, YYYY') || ', nothing booked since.',
                'No visit on record, and nothing booked.'),
       'Book the visit',
       '/schedule/book?patient=' || ill.patient_id || '&loop=chronic-condition-interval'
from (select c.patient_id, p.seen_at, string_agg(distinct chronic.name, ', ' order by chronic.name) as names,
             clock_due('chronic-condition-interval', coalesce(p.seen_at, min(c.recorded_at)), null) as due_at
      from chart_condition_view c
      join chronic_condition chronic on c.display ~* chronic.pattern
      join unbooked_patient_view p on p.patient_id = c.patient_id
      where c.clinical_status in ('active', 'recurrence', 'relapse')
      group by c.patient_id, p.seen_at) as ill
where ill.due_at is not null;
