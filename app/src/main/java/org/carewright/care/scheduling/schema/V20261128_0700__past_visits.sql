-- A patient who comes twice a week has hundreds of visits. What is asked of each when one is booked are few of them: those
-- that were missed, those that answer a missed one, and the last that took place.
create index appointment_missed on appointment (patient_id, missed_at) where status in ('noshow', 'cancelled');
create index appointment_answered on appointment (patient_id) where answered_by is not null;
create index appointment_fulfilled on appointment (patient_id, ends_at) where status = 'fulfilled';
