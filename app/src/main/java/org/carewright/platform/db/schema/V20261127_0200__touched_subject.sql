-- What is open about a patient can be many things, of which one visit or task changes one: a trigger may name the subject.
-- Without it all that is open about the patient may have changed.
alter table touched add column subject uuid;
alter table touched drop constraint touched_xact_patient_id_site_id_key;
alter table touched add unique nulls not distinct (xact, patient_id, site_id, subject);

drop function touch(uuid, uuid);
create function touch(patient uuid, site uuid default null, subject uuid default null) returns void
    language sql as $$
    insert into touched (patient_id, site_id, subject) values (patient, site, subject) on conflict do nothing
$$;

-- For the rows of a table with a patient_id that are themselves what is open.
create function touch_subject() returns trigger
    language plpgsql as $$
begin
    if tg_op <> 'DELETE' then
        perform touch(new.patient_id, subject => new.id);
    end if;
    if tg_op <> 'INSERT' and (tg_op = 'DELETE' or old.patient_id <> new.patient_id) then
        perform touch(old.patient_id, subject => old.id);
    end if;
    return null;
end $$;

-- subjects: null when all that is open about one of the patients may have changed; else what may have, the patients
-- themselves included.
drop function take_touched();
create function take_touched(out patients uuid[], out sites uuid[], out subjects uuid[], out everything boolean)
    language sql as $$
    with taken as (delete from touched where xact = pg_current_xact_id() returning patient_id, site_id, subject)
    select coalesce(array_agg(distinct patient_id) filter (where patient_id is not null), '{}'),
           coalesce(array_agg(site_id) filter (where site_id is not null), '{}'),
           case when count(*) = count(subject) then array_agg(subject) || array_agg(distinct patient_id) end,
           coalesce(bool_or(num_nonnulls(patient_id, site_id) = 0), false)
    from taken
$$;
