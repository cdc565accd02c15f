-- What is open stays a view over the record; the desk reads a table that follows the view: each transaction that touched a
-- patient brings her rows up to date before it commits. So a page costs the same however much is open.
drop view open_loop;

-- A task without a patient is found by its own id.
create index task_about on task (coalesce(patient_id, id));

-- The union of the modules' loops with their deadlines. The terms of a rule at a site are looked up for each loop, which
-- is quick for one patient; for all of them PostgreSQL remembers what it found. sites is where a loop is seen (null:
-- everywhere): at its own site, or else where its patient is.
create view open_loop_source as
select l.about, l.rule, l.subject, l.patient_id, l.site_id, l.opened_at, l.lapses_at,
       coalesce(l.due_at, clock_add(l.due_from, t.amount, t.unit, t.calendar)) as due_at,
       l.permission, l.severity, l.title, l.words, l.remedy, l.remedy_path,
       case when l.site_id is not null then array[l.site_id]
            when l.patient_id is not null then array(select s.site_id from patient_scope_view s where s.patient_id = l.patient_id)
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
      select coalesce(patient_id, subject), rule, subject, patient_id, site_id, opened_at, lapses_at, due_from, due_at,
             permission, severity, title, words, remedy, remedy_path
      from desk_loop) as l
left join lateral (
    select amount, unit, calendar, daterange(effective_from, effective_until) as effective
    from clock_term
    where rule = l.rule and stage = 'due' and site_id is not distinct from l.site_id) as t
    on t.effective @> cast(l.due_from at time zone (t.calendar).zone as date);

create table open_loop (
    about        uuid        not null, -- the patient, or the subject of what concerns none
    rule         text        not null,
    subject      uuid        not null,
    patient_id   uuid,
    site_id      uuid,
    opened_at    timestamptz not null,
    lapses_at    timestamptz,
    due_at       timestamptz,
    permission   text        not null,
    severity     text        not null,
    title        text        not null,
    words        text        not null,
    remedy       text        not null,
    remedy_path  text        not null,
    sites        uuid[],
    confidential boolean     not null,
    harm         integer     not null, -- 1 is critical
    primary key (rule, subject)
);
create index open_loop_about on open_loop (about);
create index open_loop_rank on open_loop (harm, coalesce(due_at, 'infinity'), opened_at, rule, subject);
-- With all that decides who sees a loop, so that counting reads the index alone.
create index open_loop_rule on open_loop (rule, opened_at)
    include (subject, patient_id, lapses_at, due_at, permission, sites, confidential);

-- Writes what is open anew from the record. For all who wait for it nothing is open twice or missing meanwhile.
create function open_loop_renew() returns void
    language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtext('open_loop'), 0);
    delete from open_loop;
    insert into open_loop select * from open_loop_source;
end $$;
select open_loop_renew();

-- Of two transactions that touched one patient the later waits for the earlier, so that it sees what that one wrote; one
-- that touched many waits for all. All of a transaction is done at the first row; the other rows find nothing left.
create function open_loop_follow() returns trigger
    language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
    touched record := take_touched();
    lock    integer;
    loops   open_loop_source[];
begin
    if touched.everything then
        perform open_loop_renew();
        return null;
    elsif cardinality(touched.sites) > 0 or cardinality(touched.patients) > 1000 then
        perform pg_advisory_xact_lock(hashtext('open_loop'), 0);
        touched.patients := touched.patients || array(select about from open_loop where site_id = any(touched.sites));
    elsif cardinality(touched.patients) > 0 then
        perform pg_advisory_xact_lock_shared(hashtext('open_loop'), 0);
        for lock in select distinct hashtext(about::text) from unnest(touched.patients) about order by 1 loop
            perform pg_advisory_xact_lock(hashtext('open_loop_about'), lock);
        end loop;
    else
        return null;
    end if;
    loops := array(select l from open_loop_source l where l.about = any(touched.patients));
    delete from open_loop o
    where o.about = any(touched.patients)
      and not exists (select from unnest(loops) l
                      where l.rule = o.rule and l.subject = o.subject and l.* is not distinct from o.*);
    insert into open_loop
    select l.* from unnest(loops) l
    where not exists (select from open_loop o where o.rule = l.rule and o.subject = l.subject);
    return null;
end $$;
create constraint trigger open_loop_follow after insert on touched
    deferrable initially deferred for each row execute function open_loop_follow();

-- As touch_patient, for a task that concerns none.
create function touch_about() returns trigger
    language plpgsql as $$
begin
    perform touch(coalesce(new.patient_id, new.id));
    if tg_op = 'UPDATE' and coalesce(old.patient_id, old.id) <> coalesce(new.patient_id, new.id) then
        perform touch(coalesce(old.patient_id, old.id));
    end if;
    return null;
end $$;
create trigger touched after insert or update on task for each row execute function touch_about();
