-- The desk: everything open, as each module says, with the deadline that its rule's clock sets; only a task may bring one of
-- its own. The terms of all rules are looked up once, not for each loop. What belongs to no site goes by the calendar of no
-- site: both stand as the nil UUID, because only an equality lets the database match many loops quickly.
create view open_loop as
with term as materialized (
    select rule, coalesce(site_id, '00000000-0000-0000-0000-000000000000') as site, amount, unit, calendar,
           daterange(effective_from, effective_until) as effective
    from clock_term
    where stage = 'due')
select l.rule, l.subject, l.patient_id, l.site_id, l.opened_at, l.lapses_at,
       coalesce(l.due_at, clock_add(l.due_from, t.amount, t.unit, t.calendar)) as due_at,
       l.permission, l.severity, l.title, l.words, l.remedy, l.remedy_path
from (select rule, subject, patient_id, site_id, opened_at, lapses_at, due_from, null::timestamptz as due_at, permission,
             severity, title, words, remedy, remedy_path
      from access_loop
      union all
      select rule, subject, patient_id, site_id, opened_at, lapses_at, due_from, null::timestamptz as due_at, permission,
             severity, title, words, remedy, remedy_path
      from patients_loop
      union all
      select rule, subject, patient_id, site_id, opened_at, lapses_at, due_from, null::timestamptz as due_at, permission,
             severity, title, words, remedy, remedy_path
      from records_loop
      union all
      select rule, subject, patient_id, site_id, opened_at, lapses_at, due_from, null::timestamptz as due_at, permission,
             severity, title, words, remedy, remedy_path
      from scheduling_loop
      union all
      select rule, subject, patient_id, site_id, opened_at, lapses_at, due_from, null::timestamptz as due_at, permission,
             severity, title, words, remedy, remedy_path
      from careplans_loop
      union all
      select rule, subject, patient_id, site_id, opened_at, lapses_at, due_from, due_at, permission,
             severity, title, words, remedy, remedy_path
      from desk_loop) as l
left join term t
    on t.rule = l.rule
    and t.site = coalesce(l.site_id, '00000000-0000-0000-0000-000000000000')
    and t.effective @> cast(l.due_from at time zone (t.calendar).zone as date);
