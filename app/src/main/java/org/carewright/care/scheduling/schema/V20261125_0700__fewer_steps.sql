-- Finds, for each visit of a patient that was missed, the first visit made instead of it, and keeps it as answered_by.
-- Such a visit replaces the missed one, was booked from its loop, or is of the same type and was made after it: after the
-- start of a no-show, and for a later time; after the cancellation of a cancelled one. What becomes of that visit is its
-- own affair: when it is missed too, its own loop opens. Takes turns per patient, so that a booking and a no-show recorded
-- at once see each other.
create function appointment_relink(patient uuid) returns void
    language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('appointments of ' || patient, 0));
    with answer as (
        select a.id,
               (select b.id
                  from appointment b
                 where b.patient_id = a.patient_id
                   and b.id <> a.id
                   and b.status <> 'entered-in-error'
                   and (b.replaces = a.id
                        or b.loop_subject = a.id
                        or (b.replaces is null
                            and b.visit_type_id = a.visit_type_id
                            and case a.status
                                    when 'noshow' then b.made_at >= a.starts_at and b.starts_at > a.starts_at
                                    else b.made_at >= a.missed_at
                                end))
                 order by b.made_at, b.id
                 limit 1) as answered_by
          from appointment a
         where a.patient_id = patient and a.status in ('noshow', 'cancelled'))
    update appointment a
       set answered_by = answer.answered_by
      from answer
     where a.id = answer.id and a.answered_by is distinct from answer.answered_by;
    update appointment
       set answered_by = null
     where patient_id = patient and answered_by is not null and status not in ('noshow', 'cancelled');
end $$;

-- Whose time a visit takes is read from the index alone: a search for a practitioner's day asks that of each visit of the day.
alter table booking drop constraint booking_pkey;
alter table booking add primary key (appointment_id, kind, position) include (resource_id);
