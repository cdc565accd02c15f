create trigger touched after insert or update or delete on appointment for each row execute function touch_patient();
