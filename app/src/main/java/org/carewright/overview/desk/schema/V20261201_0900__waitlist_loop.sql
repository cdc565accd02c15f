-- As before, with what is open on the waitlist and among the reminders.
create or replace view open_loop_source as
select l.about, l.rule, l.subject, l.patient_id, l.site_id, l.opened_at, l.lapses_at,
       coalesce(l.due_at, clock_add(l.due_from, t.amount, t.unit, t.calendar)) as due_at,
       l.permission, l.severity, l.title, l.words, l.remedy, l.remedy_path,
       case when l.site_id is not null then array[l.site_id]
            when l.patient_id is not null then array(select s.site_id from patient_scope_view s where s.patient_id = l.patient_id
                                                         order by s.site_id)
            end as sites,
       coalesce((select p.confidential from patient_view p where p.id = l.patient_id), false) as confidential,
       array_position(array['critical', 'high', 'medium', 'low'], l.severity) as harm
from (select patient_id as about, rule, subject, patient_id, site_id, opened_at, lapses_at, due_from,
             null::timestamptz as due_at, permission, severity, title, words, remedy, remedy_path
      from access_loop
      union all
      select patient_id, rule, subject, patient_id, site_id, opened_at, lapses_at, due_from, null, permission,
             severity, title, words, remedy, remedy_path
      from patients_loop
      union all
      select patient_id, rule, subject, patient_id, site_id, opened_at, lapses_at, due_from, null, permission,
             severity, title, words, remedy, remedy_path
      from records_loop
      union all
      select patient_id, rule, subject, patient_id, site_id, opened_at, lapses_at, due_from, null, permission,
             severity, title, words, remedy, remedy_path
      from scheduling_loop
      union all
      select patient_id, rule, subject, patient_id, site_id, opened_at, lapses_at, due_from, null, permission,
             severity, title, words, remedy, remedy_path
      from careplans_loop
      union all
      select patient_id, rule, subject, patient_id, site_id, opened_at, lapses_at, due_from, null, permission,
             severity, title, words, remedy, remedy_path
      from waitlist_loop
      union all
      select patient_id, rule, subject, patient_id, site_id, opened_at, lapses_at, due_from, null, permission,
             severity, title, words, remedy, remedy_path
      from reminders_loop
      union all
      select coalesce(patient_id, subject), rule, subject, patient_id, site_id, opened_at, lapses_at, due_from, due_at,
             permission, severity, title, words, remedy, remedy_path
      from desk_loop) as l
left join lateral (
    select amount, unit, calendar, daterange(effective_from, effective_until) as effective
    from clock_term
    where rule = l.rule and stage = 'due' and coalesce(site_id, '00000000-0000-0000-0000-000000000000')
          = coalesce(l.site_id, '00000000-0000-0000-0000-000000000000')) as t
    on t.effective @> cast(l.due_from at time zone (t.calendar).zone as date);
