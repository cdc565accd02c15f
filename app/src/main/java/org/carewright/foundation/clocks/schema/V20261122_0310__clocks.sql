-- A deadline is data: what starts and stops it here, how long in clock_limit, for which site shorter in
-- clock_tightening. docs/clocks.md explains the words.
create table clock_rule (
    id          text    primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    title       text    not null check (title <> ''),
    starts_with text    not null check (starts_with <> ''),
    stops_with  text    not null check (stops_with <> ''),
    pauses      text[]  not null default '{}',
    scope       text    not null,
    source      text    not null check (source <> ''),
    legal_basis text    not null default '',
    secondary   boolean not null default false, -- rests on a secondary source: to be checked against the original
    shipped     boolean not null default false,
    optional    boolean not null default true,  -- may be switched off; a shipped rule in force may not
    enabled     boolean not null default true,
    site_id     uuid    references site,        -- a site's own rule; null = every site
    version     integer not null default 0,
    check (enabled or optional),
    check (not shipped or site_id is null)
);

-- How long. The stage 'due' is the deadline; other stages warn before it or raise it after it.
create table clock_limit (
    rule_id         text    not null references clock_rule,
    stage           text    not null default 'due' check (stage ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    sense           text    not null default 'within' check (sense in ('within', 'before', 'keep', 'threshold')),
    amount          integer not null check (amount between 0 and 100000),
    unit            text    not null check (unit in ('minutes', 'hours', 'calendar-days', 'business-days', 'weekdays',
                                                     'months', 'years', 'percent', 'usd')),
    severity        text    not null default 'medium' check (severity in ('critical', 'high', 'medium', 'low')),
    effective_from  date,
    effective_until date, -- the first day on which it no longer holds
    check (effective_from < effective_until),
    check (unit not in ('percent', 'usd') or sense = 'threshold'),
    check (sense <> 'before' or unit not in ('business-days', 'weekdays')),
    constraint clock_limit_once exclude using gist (
        rule_id with =, stage with =, daterange(effective_from, effective_until) with &&)
);

-- A site's own amount for a limit, in the limit's unit. The stricter of the two counts, so that it never loosens.
create table clock_tightening (
    rule_id text    not null references clock_rule,
    stage   text    not null,
    site_id uuid    not null references site,
    amount  integer not null check (amount between 0 and 100000),
    reason  text    not null default '',
    primary key (rule_id, stage, site_id)
);

-- Shipped rows change by migration only, which says: set local carewright.shipping = 'on'.
create function clock_is_shipping() returns boolean
    language sql stable
return coalesce(current_setting('carewright.shipping', true), '') = 'on';

create function clock_rule_guard() returns trigger
    language plpgsql as $$
begin
    if clock_is_shipping() then
        return coalesce(new, old);
    elsif tg_op = 'INSERT' and new.shipped then
        raise exception 'only a migration ships rules' using errcode = 'check_violation';
    elsif tg_op <> 'INSERT' and old.shipped and (tg_op = 'DELETE'
        or to_jsonb(new) - '{enabled,version}'::text[] <> to_jsonb(old) - '{enabled,version}'::text[])
    then
        raise exception 'the shipped rule % cannot be changed or removed', old.id using errcode = 'check_violation';
    end if;
    return coalesce(new, old);
end $$;
create trigger clock_rule_guard before insert or update or delete on clock_rule
    for each row execute function clock_rule_guard();

create function clock_limit_guard() returns trigger
    language plpgsql as $$
begin
    if not clock_is_shipping()
        and exists (select from clock_rule where id in (old.rule_id, new.rule_id) and shipped)
    then
        raise exception 'the shipped limit of % cannot be changed or removed', coalesce(new.rule_id, old.rule_id)
            using errcode = 'check_violation';
    end if;
    return coalesce(new, old);
end $$;
create trigger clock_limit_guard before insert or update or delete on clock_limit
    for each row execute function clock_limit_guard();

create function clock_tightening_guard() returns trigger
    language plpgsql as $$
begin
    if not exists (
        select from clock_limit l
        where l.rule_id = new.rule_id and l.stage = new.stage
          and case l.sense when 'within' then new.amount < l.amount else new.amount > l.amount end)
    then
        raise exception 'a site may tighten the limit of %, not loosen it', new.rule_id using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger clock_tightening_guard before insert or update on clock_tightening
    for each row execute function clock_tightening_guard();

-- The calendar of each site, and one with a null site for what belongs to none. closes and weekday_closes hold the closing
-- time of Monday to Sunday, null = closed that day; a site without hours is open Monday to Friday until midnight.
create view clock_calendar as
select s.id as site_id, s.time_zone as zone,
       case when count(h.weekday) = 0 then '{24:00,24:00,24:00,24:00,24:00,null,null}'::time[]
            else array_agg(h.closes order by d.weekday) end as closes,
       array_agg(case when d.weekday <= 5 then coalesce(h.closes, '24:00') end order by d.weekday) as weekday_closes,
       array(select c.day from site_closure_view c where c.site_id = s.id) as closed,
       array(select c.day from site_closure_view c where c.site_id = s.id and c.holiday) as holidays
from site_view s
cross join generate_series(1, 7) as d (weekday)
left join (select site_id, weekday, max(closes) as closes from site_hours_view group by site_id, weekday) h
    on h.site_id = s.id and h.weekday = d.weekday
group by s.id, s.time_zone
union all
select null, coalesce((select o.time_zone from organization_view o), 'UTC'),
       '{24:00,24:00,24:00,24:00,24:00,null,null}', '{24:00,24:00,24:00,24:00,24:00,null,null}', '{}', '{}';

-- By the close of the n-th open day after the day of the start. With n = 0: by the close of that very day, or of the next
-- open one if it starts on a closed day or after hours.
create function clock_nth_close(started_at timestamptz, amount integer, zone text, closes time[], closed date[])
    returns timestamptz
    language plpgsql immutable as $$
declare
    start   timestamp := started_at at time zone zone;
    day     date := start::date;
    passed  integer := 0;
    closing time;
begin
    loop
        closing := closes[extract(isodow from day)::integer];
        if closing is not null and day <> all (closed) and (amount = 0 or day > start::date) and day + closing > start then
            passed := passed + 1;
            if passed >= amount then
                return (day + closing) at time zone zone;
            end if;
        end if;
        day := day + 1;
    end loop;
end $$;

-- The only place where time is added to time; a negative amount counts back, except in business days and weekdays.
-- Minutes and hours are elapsed time. Days, months and years keep the wall clock: in the gap of spring it is moved on, of
-- the two in autumn the later counts, and the 31st becomes the last day of a shorter month.
create function clock_add(started_at timestamptz, amount integer, unit text, calendar clock_calendar) returns timestamptz
    language sql stable
return case unit
    when 'minutes' then started_at + amount * interval '1 minute'
    when 'hours' then started_at + amount * interval '1 hour'
    when 'calendar-days' then
        ((started_at at time zone (calendar).zone) + amount * interval '1 day') at time zone (calendar).zone
    when 'months' then
        ((started_at at time zone (calendar).zone) + amount * interval '1 month') at time zone (calendar).zone
    when 'years' then
        ((started_at at time zone (calendar).zone) + amount * interval '1 year') at time zone (calendar).zone
    when 'business-days' then
        clock_nth_close(started_at, amount, (calendar).zone, (calendar).closes, (calendar).closed)
    when 'weekdays' then
        clock_nth_close(started_at, amount, (calendar).zone, (calendar).weekday_closes, (calendar).holidays)
    end;

-- What holds at a site whose own amount, if any, is stricter; signed as clock_add takes it, null for what is no time.
create function clock_amount(sense text, amount integer, tightened integer) returns integer
    language sql immutable
return case sense
    when 'within' then least(amount, tightened)
    when 'keep' then greatest(amount, tightened)
    when 'before' then -greatest(amount, tightened)
    end;

-- Published: what each rule is called.
create view clock_rule_view as
select id, title from clock_rule;

-- Every limit at every site. The way to many due times at once, some hundred times as fast as clock_due:
--   left join clock_term t on t.rule = '…' and t.stage = 'due' and t.site_id = a.site_id
--       and daterange(t.effective_from, t.effective_until) @> cast(a.started_at at time zone (t.calendar).zone as date)
--   … clock_add(a.started_at, t.amount, t.unit, t.calendar)
create view clock_term as
select l.rule_id as rule, l.stage, c.site_id, clock_amount(l.sense, l.amount, t.amount) as amount, l.unit, l.severity,
       l.effective_from, l.effective_until, c as calendar
from clock_rule r
join clock_limit l on l.rule_id = r.id
join clock_calendar c on r.site_id is null or r.site_id = c.site_id
left join clock_tightening t on t.rule_id = l.rule_id and t.stage = l.stage and t.site_id = c.site_id
where r.enabled;

-- When a stage of a rule is reached for what started then at this site; at that very instant it is late already.
-- Null where no clock runs: the rule is off, another site's, not in force on the day of the start, or measures no time.
create function clock_due(rule text, started_at timestamptz, site uuid, stage text default 'due') returns timestamptz
    language plpgsql stable as $$
declare
    calendar clock_calendar;
    amount   integer;
    unit     text;
begin
    calendar.zone := coalesce(
        (select s.time_zone from site_view s where s.id = site), (select o.time_zone from organization_view o), 'UTC');
    select clock_amount(l.sense, l.amount, t.amount), l.unit into amount, unit
    from clock_rule r
    join clock_limit l on l.rule_id = r.id and l.stage = clock_due.stage
        and daterange(l.effective_from, l.effective_until) @> cast(started_at at time zone calendar.zone as date)
    left join clock_tightening t on t.rule_id = l.rule_id and t.stage = l.stage and t.site_id = site
    where r.id = rule and r.enabled and (r.site_id is null or r.site_id = site);
    if not found and not exists (select from clock_rule r where r.id = rule) then
        raise exception 'unknown clock rule %', rule;
    elsif unit in ('business-days', 'weekdays') then
        select c.* into calendar from clock_calendar c where c.site_id is not distinct from site;
    end if;
    return clock_add(started_at, amount, unit, calendar);
end $$;
