-- A group visit: visits of one party, each with a seat of its own. Exclusion is judged when the transaction ends, because a
-- group that moves is in both places until then.
alter table appointment
    add column seat  smallint,
    add column seats smallint,
    add constraint appointment_seat_exists check (num_nulls(seat, seats) in (0, 2) and seat between 1 and seats),
    add constraint appointment_seat_free exclude using btree (party with =, seat with =)
        where (seat is not null and status in ('pending', 'booked', 'arrived', 'checked-in', 'fulfilled'))
        deferrable initially deferred,
    add constraint appointment_seated_once exclude using btree (party with =, patient_id with =)
        where (seat is not null and status in ('pending', 'booked', 'arrived', 'checked-in', 'fulfilled'))
        deferrable initially deferred;
create index appointment_group on appointment (site_id, visit_type_id, starts_at) where seat is not null;
