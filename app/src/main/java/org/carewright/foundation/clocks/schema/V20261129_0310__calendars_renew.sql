-- Brings the kept calendars up to date where the directory was written past the triggers.
create function calendars_renew() returns void
    language plpgsql as $$
begin
    if exists ((select * from calendar_source except select * from kept_calendar)
               union all
               (select * from kept_calendar except select * from calendar_source)) then
        perform from directory_version for update;
        delete from kept_calendar;
        insert into kept_calendar select * from calendar_source;
    end if;
end $$;
