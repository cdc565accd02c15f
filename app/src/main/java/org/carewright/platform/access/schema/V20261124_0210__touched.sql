create trigger touched after insert or update or delete on break_glass for each row execute function touch_patient();

-- The loop says who opened the record, and belongs to that person's first site.
create function touch_opened_by() returns trigger
    language plpgsql as $$
begin
    perform touch(b.patient_id) from break_glass b where b.user_id = new.id and b.reviewed_at is null;
    return null;
end $$;
create trigger touched after update of name, sites on staff_user for each row
    when ((old.name, old.sites) is distinct from (new.name, new.sites)) execute function touch_opened_by();
