create trigger touched after insert or update or delete on clock_rule for each statement execute function touch_everything();
create trigger touched after insert or update or delete on clock_limit for each statement execute function touch_everything();
create trigger touched after insert or update or delete on clock_tightening
    for each statement execute function touch_everything();
