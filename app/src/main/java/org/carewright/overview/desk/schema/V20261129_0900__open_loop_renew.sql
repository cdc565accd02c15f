-- Deadlines are counted by the kept calendars: these first.
create or replace function open_loop_renew() returns void
    language plpgsql as $$
begin
    perform calendars_renew();
    perform pg_advisory_xact_lock(hashtext('open_loop'), 0);
    delete from open_loop;
    insert into open_loop select * from open_loop_source;
end $$;
