-- Published: which sites know a patient; lists of other modules are limited by it.
create view patient_scope_view as
select patient_id, site_id from patient_site;
