create trigger touched_anew after insert on chart_resource for each row
    when (new.type in ('CarePlan', 'Condition', 'Encounter')) execute function touch_patient();
create trigger touched after update or delete on chart_resource for each row
    when (old.type in ('CarePlan', 'Condition', 'Encounter')) execute function touch_patient();
create trigger touched after insert or update or delete on abnormal_result for each row execute function touch_patient();
create trigger touched after insert or update or delete on result_review for each row execute function touch_patient();
