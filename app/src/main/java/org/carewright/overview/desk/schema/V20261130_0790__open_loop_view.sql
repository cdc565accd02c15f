-- Published: what is open.
create view open_loop_view as
select rule, subject, patient_id, due_at, permission, severity, title, sites, confidential, harm from open_loop;
