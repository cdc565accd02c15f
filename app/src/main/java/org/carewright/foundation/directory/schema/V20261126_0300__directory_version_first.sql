-- As before, but the version is taken before the rows: of two who change the directory the second waits for the first at
-- once, and not while it holds a row that the first will want.
do $$
declare
    directory text;
begin
    foreach directory in array array['organization', 'site', 'site_hours', 'site_closure', 'practitioner',
        'practitioner_role', 'practitioner_hours', 'practitioner_exception', 'room', 'device', 'visit_type'] loop
        execute format('drop trigger directory_changed on %I', directory);
        execute format('create trigger directory_changed before insert or update or delete on %I'
            ' for each statement execute function directory_changed()', directory);
    end loop;
end $$;
