-- Whose row it was counts too when it is nobody's now: null is distinct from everybody.
create or replace function touch_patient() returns trigger
    language plpgsql as $$
begin
    if tg_op <> 'DELETE' and new.patient_id is not null then
        perform touch(new.patient_id);
    end if;
    if tg_op <> 'INSERT' and old.patient_id is not null
            and (tg_op = 'DELETE' or old.patient_id is distinct from new.patient_id) then
        perform touch(old.patient_id);
    end if;
    return null;
end $$;

create or replace function touch_subject() returns trigger
    language plpgsql as $$
begin
    if tg_op <> 'DELETE' then
        perform touch(new.patient_id, subject => new.id);
    end if;
    if tg_op <> 'INSERT' and (tg_op = 'DELETE' or old.patient_id is distinct from new.patient_id) then
        perform touch(old.patient_id, subject => old.id);
    end if;
    return null;
end $$;
