create trigger touched after insert or update or delete on patient_site for each row execute function touch_patient();

-- A suspected pair is a loop of its first patient, and ends with either.
create function touch_this_patient() returns trigger
    language plpgsql as $$
begin
    perform touch(new.id);
    perform touch(s.patient_a) from duplicate_suspect s where s.patient_b = new.id;
    return null;
end $$;
create trigger touched after update on patient for each row
    when ((old.deceased, old.merged_into, old.confidential_reason)
          is distinct from (new.deceased, new.merged_into, new.confidential_reason))
    execute function touch_this_patient();

create function touch_first_patient() returns trigger
    language plpgsql as $$
begin
    if tg_op <> 'DELETE' then
        perform touch(new.patient_a);
    end if;
    if tg_op <> 'INSERT' then
        perform touch(old.patient_a);
    end if;
    return null;
end $$;
create trigger touched after insert or update or delete on duplicate_suspect
    for each row execute function touch_first_patient();
