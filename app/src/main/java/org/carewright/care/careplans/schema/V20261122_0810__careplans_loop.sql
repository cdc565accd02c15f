-- Whom the loops are about: living patients whose record stands, with nothing booked. When each was last seen, by the chart
-- or by the schedule, and when a visit last fell through.
create view unbooked_patient_view as
select p.id as patient_id, greatest(chart.seen_at, schedule.seen_at) as seen_at, schedule.fell_through_at
from patient_view p
cross join lateral (select max(e.ends_at) as seen_at
                    from chart_encounter_view e
                    where e.patient_id = p.id and e.status = 'finished') as chart
cross join lateral (select max(a.ends_at) filter (where a.status = 'fulfilled') as seen_at,
                           max(a.missed_at) as fell_through_at
                    from appointment_view a
                    where a.patient_id = p.id) as schedule
where not p.deceased
  and p.merged_into is null
  and not exists (select from appointment_view a
                  where a.patient_id = p.id
                    and a.status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in'));

-- A plan waits for its next visit from its start, or from the last visit when that came later. The interval of a chronic
-- condition runs from the last visit; from when it was recorded if nobody has seen the patient yet. When a booked visit
-- falls through, the loop opens anew, and the clock runs on from where it began. What plans and conditions are called is
-- asked last, of those that are open only.
create view careplans_loop as
select 'care-plan-next-visit'       as rule,
       plan.patient_id              as subject,
       plan.patient_id,
       cast(null as uuid)           as site_id,
       greatest(plan.starts_at, p.seen_at, p.fell_through_at) as opened_at,
       cast(null as timestamptz)    as lapses_at,
       greatest(plan.starts_at, p.seen_at) as due_from,
       'see-chart'                  as permission,
       'medium'                     as severity,
       case when plan.count = 1 then 'Care plan without a next visit'
            else plan.count || ' care plans without a next visit' end as title,
       'Active and nothing booked: ' || coalesce(
           (select string_agg(distinct c.title, ', ' order by c.title)
            from chart_care_plan_view c
            where c.patient_id = plan.patient_id and c.status = 'active'),
           'a plan without a title') || '.' as words,
       'Book the visit'             as remedy,
       '/schedule/book?patient=' || plan.patient_id || '&loop=care-plan-next-visit' as remedy_path
from (select patient_id, count(*) as count, min(coalesce(starts_at, recorded_at)) as starts_at
      from chart_care_plan_view
      where status = 'active'
      group by patient_id) as plan
join unbooked_patient_view p on p.patient_id = plan.patient_id
union all
select 'chronic-condition-interval',
       ill.patient_id,
       ill.patient_id,
       null,
       greatest(ill.due_at, ill.fell_through_at),
       null,
       ill.due_from,
       'see-chart',
       'high',
       'Not seen for too long: ' ||
           (select string_agg(distinct name, ', ' order by name)
            from chart_condition_view c
            cross join unnest(c.chronic) as name
            where c.patient_id = ill.patient_id and c.clinical_status in ('active', 'recurrence', 'relapse')),
       coalesce('Last seen on ' || to_char(ill.seen_at, 'FMMonth FMDD, YYYY') || ', nothing booked since.',
                'No visit on record, and nothing booked.'),
       'Book the visit',
       '/schedule/book?patient=' || ill.patient_id || '&loop=chronic-condition-interval'
from (select chronic.patient_id, p.seen_at, p.fell_through_at,
             coalesce(p.seen_at, chronic.recorded_at) as due_from,
             clock_add(coalesce(p.seen_at, chronic.recorded_at), t.amount, t.unit, t.calendar) as due_at
      from (select patient_id, min(recorded_at) as recorded_at
            from chart_condition_view
            where chronic is not null and clinical_status in ('active', 'recurrence', 'relapse')
            group by patient_id) as chronic
      join unbooked_patient_view p on p.patient_id = chronic.patient_id
      join clock_term t on t.rule = 'chronic-condition-interval' and t.stage = 'due' and t.site_id is null) as ill;
