-- Published: whether and how a patient can be reached, without the numbers and addresses themselves.
create view patient_contact_view as
select p.id as patient_id,
       jsonb_path_exists(p.telecoms, '$[*] ? (@.system == "phone" || @.system == "sms")')
           and not p.do_not_contact @> array['phone', 'sms'] as by_phone,
       jsonb_path_exists(p.telecoms, '$[*] ? (@.system == "email")')
           and not 'email' = any (p.do_not_contact) as by_email,
       jsonb_array_length(p.addresses) > 0 as addressed,
       p.interpreter_needed,
       exists (select from related_person r where r.patient_id = p.id) as represented
  from patient p;
