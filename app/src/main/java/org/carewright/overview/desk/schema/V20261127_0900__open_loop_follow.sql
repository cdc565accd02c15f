-- As before, but looks only at what a transaction says it touched, and finds in one question what differs: most of what is
-- open about a patient stays as it is.
create or replace function open_loop_follow() returns trigger
    language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
    touched  record := take_touched();
    lock     integer;
    rules    text[];
    subjects uuid[];
    loops    open_loop_source[];
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
    if touched.subjects is null then
        select array_agg(rule), array_agg(subject), array_agg(l) filter (where l.about is not null)
          into rules, subjects, loops
          from (select * from open_loop_source where about = any(touched.patients)) as l
          full join (select * from open_loop where about = any(touched.patients)) as o using (rule, subject)
         where l.* is distinct from o.*;
    else
        select array_agg(rule), array_agg(subject), array_agg(l) filter (where l.about is not null)
          into rules, subjects, loops
          from (select * from open_loop_source
                where about = any(touched.patients) and subject = any(touched.subjects)) as l
          full join (select * from open_loop
                     where about = any(touched.patients) and subject = any(touched.subjects)) as o using (rule, subject)
         where l.* is distinct from o.*;
    end if;
    delete from open_loop as o
     using unnest(rules, subjects) as changed (rule, subject)
     where o.rule = changed.rule and o.subject = changed.subject;
    insert into open_loop select * from unnest(loops);
    return null;
end $$;

-- As touch_subject, for a task that concerns none.
create or replace function touch_about() returns trigger
    language plpgsql as $$
begin
    perform touch(coalesce(new.patient_id, new.id), subject => new.id);
    if tg_op = 'UPDATE' and coalesce(old.patient_id, old.id) <> coalesce(new.patient_id, new.id) then
        perform touch(coalesce(old.patient_id, old.id), subject => old.id);
    end if;
    return null;
end $$;
