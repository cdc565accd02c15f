-- A visit changes what is open about itself, and whether its patient has one at all.
create or replace trigger touched after insert or update or delete on appointment
    for each row execute function touch_subject();
