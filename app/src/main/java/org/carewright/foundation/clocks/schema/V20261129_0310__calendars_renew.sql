-- Brings the kept calendars up to date where the directory was written past the triggers.
create function calendars_renew() returns void
    language plpgsql as $$
begin
    if exists ((select * from calendar_source except select * from kept_calendar)
               union all
               (select * from kept_calendar except select * from calendar_source)) then
        lock table kept_calendar in share row exclusive mode; -- whoever changes the directory comes before or after
        delete from kept_calendar;
        insert into kept_calendar select * from calendar_source;
    end if;
end $$;
