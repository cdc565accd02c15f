create trigger touched after insert or update or delete on site_hours for each row execute function touch_site();
create trigger touched after insert or update or delete on site_closure for each row execute function touch_site();

create function touch_this_site() returns trigger
    language plpgsql as $$
begin
    perform touch(null, new.id);
    return null;
end $$;
create trigger touched after update on site for each row
    when (old.time_zone <> new.time_zone) execute function touch_this_site();

-- What belongs to no site goes by the organization's zone, and by UTC before there is one; loops say which type of visit they are about.
create trigger touched after update on organization for each row
    when (old.time_zone <> new.time_zone) execute function touch_everything();
create trigger touched_anew after insert or delete on organization for each statement execute function touch_everything();
create trigger touched after update on visit_type for each row
    when (old.name <> new.name) execute function touch_everything();
