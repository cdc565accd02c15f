-- What the transaction changed that may matter for what is open about a patient. The desk hangs its own trigger here, which
-- runs once before the commit and takes the rows away: none outlives its transaction, and none is seen by another.
create unlogged table touched (
    xact       xid8 not null default pg_current_xact_id(),
    patient_id uuid, -- or the subject of what concerns no patient
    site_id    uuid, -- the calendar of a site
    unique nulls not distinct (xact, patient_id, site_id)
);

create function touch(patient uuid, site uuid default null) returns void
    language sql as $$
    insert into touched (patient_id, site_id) values (patient, site) on conflict do nothing
$$;

-- For the rows of a table with a patient_id.
create function touch_patient() returns trigger
    language plpgsql as $$
begin
    if tg_op <> 'DELETE' and new.patient_id is not null then
        perform touch(new.patient_id);
    end if;
    if tg_op <> 'INSERT' and old.patient_id is not null and (tg_op = 'DELETE' or old.patient_id <> new.patient_id) then
        perform touch(old.patient_id);
    end if;
    return null;
end $$;

-- For the rows of a table with a site_id that make the site's calendar.
create function touch_site() returns trigger
    language plpgsql as $$
begin
    perform touch(null, case tg_op when 'DELETE' then old.site_id else new.site_id end);
    return null;
end $$;

-- For what may matter for every patient: neither patient nor site.
create function touch_everything() returns trigger
    language plpgsql as $$
begin
    perform touch(null);
    return null;
end $$;

create function take_touched(out patients uuid[], out sites uuid[], out everything boolean)
    language sql as $$
    with taken as (delete from touched where xact = pg_current_xact_id() returning patient_id, site_id)
    select coalesce(array_agg(patient_id) filter (where patient_id is not null), '{}'),
           coalesce(array_agg(site_id) filter (where site_id is not null), '{}'),
           coalesce(bool_or(num_nonnulls(patient_id, site_id) = 0), false)
    from taken
$$;
