-- The desk: everything open, as each module says.
create view open_loop as
select rule, subject, patient_id, site_id, opened_at, lapses_at, clock_due(rule, opened_at, site_id) as due_at, permission,
       severity, title, words, remedy, remedy_path
from access_loop
union all
select rule, subject, patient_id, site_id, opened_at, lapses_at, clock_due(rule, opened_at, site_id), permission,
       severity, title, words, remedy, remedy_path
from patients_loop
union all
select rule, subject, patient_id, site_id, opened_at, lapses_at, due_at, permission,
       severity, title, words, remedy, remedy_path
from records_loop
union all
select rule, subject, patient_id, site_id, opened_at, lapses_at, due_at, permission,
       severity, title, words, remedy, remedy_path
from scheduling_loop
union all
select rule, subject, patient_id, site_id, opened_at, lapses_at, due_at, permission,
       severity, title, words, remedy, remedy_path
from careplans_loop
union all
select rule, subject, patient_id, site_id, opened_at, lapses_at, due_at, permission,
       severity, title, words, remedy, remedy_path
from desk_loop;
