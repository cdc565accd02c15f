-- Whoever keeps in memory what is taken asks which bookings were written since: by transactions that its snapshot did not see.
alter table booking add column changed_by xid8 not null default pg_current_xact_id();
create index booking_changed on booking (changed_by);

create function booking_changed() returns trigger language plpgsql as $$
begin
    new.changed_by := pg_current_xact_id();
    return new;
end $$;
create trigger booking_changed before update on booking for each row execute function booking_changed();
