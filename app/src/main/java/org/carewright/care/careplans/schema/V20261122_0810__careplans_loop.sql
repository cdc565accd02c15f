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

create view careplans_loop as
select 'care-plan-next-visit'                                        as rule,
       plan.patient_id                                               as subject,
       plan.patient_id,
       cast(null as uuid)                                            as site_id,
       greatest(plan.starts_at, seen.seen_at)                        as opened_at,
       cast(null as timestamptz)                                     as lapses_at,
       clock_due('care-plan-next-visit', greatest(plan.starts_at, seen.seen_at), null) as due_at,
       'medium'                                                      as severity,
       case when plan.count = 1 then 'Care plan without a next visit'
            else plan.count || ' care plans without a next visit' end as title,
       'Active and nothing booked: ' || plan.titles || '.'           as words,
       'Book the visit'                                              as remedy,
       '/schedule/book?patient=' || plan.patient_id || '&loop=care-plan-next-visit' as remedy_path
from (select patient_id, min(starts_at) as starts_at, count(*) as count,
             string_agg(distinct title, ', ' order by title) as titles
      from chart_care_plan_view
      where status = 'active'
      group by patient_id) as plan
join patient_view p on p.id = plan.patient_id and not p.deceased and p.merged_into is null
left join lateral (select seen_at from last_seen_view s where s.patient_id = plan.patient_id) as seen on true
where not exists (select from appointment_view a
                  where a.patient_id = plan.patient_id
                    and a.status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in'))
union all
select 'chronic-condition-interval',
       ill.patient_id,
       ill.patient_id,
       null,
       clock_due('chronic-condition-interval', seen.seen_at, null),
       null,
       clock_due('chronic-condition-interval', seen.seen_at, null),
       'high',
       'Not seen for too long: ' || ill.names,
       'Last seen on ' || to_char(seen.seen_at, 'FMMonth FMDD, YYYY') || ', nothing booked since.',
       'Book the visit',
       '/schedule/book?patient=' || ill.patient_id || '&loop=chronic-condition-interval'
from (select c.patient_id, string_agg(distinct chronic.name, ', ' order by chronic.name) as names
      from chart_condition_view c
      join chronic_condition chronic on c.display ~* chronic.pattern
      where c.clinical_status in ('active', 'recurrence', 'relapse')
      group by c.patient_id) as ill
join patient_view p on p.id = ill.patient_id and not p.deceased and p.merged_into is null
join lateral (select seen_at from last_seen_view s where s.patient_id = ill.patient_id) as seen on true
where not exists (select from appointment_view a
                  where a.patient_id = ill.patient_id
                    and a.status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in'));
