-- One number that changes with anything in the directory, so that what was read there can be kept until it does. No number
-- comes twice, not even after a rollback.
create sequence directory_change;
create table directory_version (
    one     boolean primary key default true check (one),
    version bigint  not null default nextval('directory_change')
);
insert into directory_version default values;

create function directory_changed() returns trigger
    language plpgsql as $$
begin
    update directory_version set version = nextval('directory_change');
    return null;
end $$;

do $$
declare
    directory text;
begin
    foreach directory in array array['organization', 'site', 'site_hours', 'site_closure', 'practitioner',
        'practitioner_role', 'practitioner_hours', 'practitioner_exception', 'room', 'device', 'visit_type'] loop
        execute format('create trigger directory_changed after insert or update or delete on %I'
            ' for each statement execute function directory_changed()', directory);
    end loop;
end $$;

-- Published.
create view directory_version_view as
select version from directory_version;
