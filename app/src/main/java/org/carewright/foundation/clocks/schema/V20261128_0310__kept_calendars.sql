-- The calendar of each site is asked for with every due time and seldom changes: it is kept. The organization's own has no
-- site.
create table kept_calendar (
    site_id        uuid,
    zone           text   not null,
    closes         time[] not null,
    weekday_closes time[] not null,
    closed         date[] not null,
    holidays       date[] not null
);
create unique index on kept_calendar (coalesce(site_id, '00000000-0000-0000-0000-000000000000'));

-- What is kept: the calendar of each site, and one with a null site for what belongs to none. closes and weekday_closes hold
-- the closing time of Monday to Sunday, null = closed that day; a site without hours is open Monday to Friday until midnight.
create view calendar_source as
select s.id as site_id, s.time_zone as zone,
       case when count(h.weekday) = 0 then '{24:00,24:00,24:00,24:00,24:00,null,null}'::time[]
            else array_agg(h.closes order by d.weekday) end as closes,
       array_agg(case when d.weekday <= 5 then coalesce(h.closes, '24:00') end order by d.weekday) as weekday_closes,
       array(select c.day from site_closure_view c where c.site_id = s.id order by c.day) as closed,
       array(select c.day from site_closure_view c where c.site_id = s.id and c.holiday order by c.day) as holidays
from site_view s
cross join generate_series(1, 7) as d (weekday)
left join (select site_id, weekday, max(closes) as closes from site_hours_view group by site_id, weekday) h
    on h.site_id = s.id and h.weekday = d.weekday
group by s.id, s.time_zone
union all
select null, coalesce((select o.time_zone from organization_view o), 'UTC'),
       '{24:00,24:00,24:00,24:00,24:00,null,null}', '{24:00,24:00,24:00,24:00,24:00,null,null}', '{}', '{}';

insert into kept_calendar select * from calendar_source;

create or replace view clock_calendar as
select site_id, zone, closes, weekday_closes, closed, holidays from kept_calendar;

-- Keeps the calendar of the site that the column of this name refers to; without a name, the organization's.
create function keep_calendar() returns trigger
    language plpgsql as $$
declare
    site uuid;
begin
    for site in
        select distinct (row ->> tg_argv[0])::uuid
        from unnest(array[to_jsonb(old), to_jsonb(new)]) as row
        where row is not null
    loop
        delete from kept_calendar where site_id is not distinct from site;
        insert into kept_calendar select * from calendar_source where site_id is not distinct from site;
    end loop;
    return null;
end $$;
create trigger keep_calendar after insert or update or delete on site
    for each row execute function keep_calendar('id');
create trigger keep_calendar after insert or update or delete on site_hours
    for each row execute function keep_calendar('site_id');
create trigger keep_calendar after insert or update or delete on site_closure
    for each row execute function keep_calendar('site_id');
create trigger keep_calendar after insert or update or delete on organization
    for each row execute function keep_calendar();
