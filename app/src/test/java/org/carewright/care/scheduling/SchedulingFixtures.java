package org.carewright.care.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.carewright.TestClock;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.RoomId;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.foundation.patients.HumanName;
import org.carewright.foundation.patients.PatientFixtures;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Clinics for tests: a site in New York, open every day from 8 to 18, where one practitioner works in one room. */
public class SchedulingFixtures {

    private final JdbcClient jdbc;
    private final PatientFixtures patients;
    private final Scheduling scheduling;
    private final TestClock clock;

    SchedulingFixtures(JdbcClient jdbc, PatientFixtures patients, Scheduling scheduling, TestClock clock) {
        this.jdbc = jdbc;
        this.patients = patients;
        this.scheduling = scheduling;
        this.clock = clock;
    }

    /** Everything a booking needs; the visit type takes 30 minutes and 10 more afterwards. */
    public record Clinic(
            SiteId site, PractitionerId practitioner, RoomId room, VisitTypeId visitType, Actor coordinator) {

        public static final ZoneId ZONE = ZoneId.of("America/New_York");

        /** A time on the Tuesday after {@code TestClock.MONDAY_MORNING}. */
        public Instant tuesday(int hour, int minute) {
            return LocalDate.of(2026, 11, 17)
                    .atTime(LocalTime.of(hour, minute))
                    .atZone(ZONE)
                    .toInstant();
        }

        public BookingRequest request(PatientId patient, Instant start) {
            return request(practitioner, room, patient, start);
        }

        /** With a practitioner and room of one's own, or null for any. */
        BookingRequest request(
                @Nullable PractitionerId practitioner, @Nullable RoomId room, PatientId patient, Instant start) {
            return new BookingRequest(
                    AppointmentId.fresh(),
                    patient,
                    site,
                    visitType,
                    practitioner,
                    room,
                    Interval.of(start, Duration.ofMinutes(30)),
                    "",
                    null,
                    null);
        }
    }

    public Clinic clinic() {
        var site = new SiteId(UUID.randomUUID());
        jdbc.sql("insert into site (id, name, time_zone) values (:id, :name, 'America/New_York')")
                .param("id", site.value())
                .param("name", "Site " + site.toString().substring(24))
                .update();
        jdbc.sql("insert into site_hours (site_id, weekday, opens, closes)"
                        + " select :site, day, '08:00', '18:00' from generate_series(1, 7) day")
                .param("site", site.value())
                .update();
        return new Clinic(site, practitioner(site), room(site), visitType(10), coordinator(site));
    }

    /** Visits of three practitioners in every state on the Tuesday; leaves the clock at eleven that day. */
    public void busyDay(Clinic clinic) {
        var family = List.of("Okafor", "Lindqvist", "Villanueva", "Achterberg", "Lim", "Haddad", "Moreau", "Silva");
        var given = List.of("Wilhelmina", "Beatrix", "Tomás", "Rosalind", "Jae-won", "Samir", "Élise", "João");
        var first = true;
        for (var practitioner :
                List.of(clinic.practitioner(), practitioner(clinic.site()), practitioner(clinic.site()))) {
            var room = first ? clinic.room() : room(clinic.site());
            for (int i = 0; i < 8; i++) {
                var name = HumanName.of(
                        family.get(i) + (first ? "" : "-" + room.toString().charAt(35)), given.get(i));
                var who = patients.patient(clinic.site(), name, LocalDate.of(1940 + 5 * i, 3, 1 + (first ? 0 : i)));
                book(clinic, practitioner, room, who, clinic.tuesday(8 + i, i % 2 * 15), i);
            }
            first = false;
        }
        clock.set(clinic.tuesday(11, 0));
        var visits = jdbc.sql("select id from appointment where site_id = :site order by starts_at, id")
                .param("site", clinic.site().value())
                .query(UUID.class)
                .list();
        for (int i = 0; i < 10; i++) {
            var id = new AppointmentId(visits.get(i));
            switch (i) {
                case 2, 7 -> scheduling.noShow(id, 0, clinic.coordinator());
                case 5 -> scheduling.arrive(id, 0, clinic.coordinator());
                case 6 -> scheduling.start(id, 0, clinic.coordinator());
                case 8 -> scheduling.confirm(id, 0, Channel.PHONE, clinic.coordinator());
                default -> scheduling.checkOut(id, 0, clinic.coordinator());
            }
        }
        scheduling.confirm(new AppointmentId(visits.get(15)), 0, Channel.PHONE, clinic.coordinator());
        scheduling.cancel(
                new AppointmentId(visits.get(18)),
                0,
                new Cancellation(CancellationReason.PATIENT_TRANSPORT, CancellationReason.By.PATIENT, "", null),
                clinic.coordinator());
    }

    /** A visit of the clinic that is still to come. */
    public AppointmentId someVisit(Clinic clinic) {
        return new AppointmentId(jdbc.sql("""
                select id from appointment where site_id = :site and status = 'booked' order by starts_at desc, id limit 1
                """)
                .param("site", clinic.site().value())
                .query(UUID.class)
                .single());
    }

    private void book(Clinic clinic, PractitionerId practitioner, RoomId room, PatientId who, Instant start, int seed) {
        var outcome = scheduling.book(
                new BookingRequest(
                        AppointmentId.fresh(),
                        who,
                        clinic.site(),
                        clinic.visitType(),
                        practitioner,
                        room,
                        Interval.of(start, Duration.ofMinutes(30)),
                        seed % 3 == 0 ? "Blood pressure" : "",
                        null,
                        null),
                clinic.coordinator());
        if (!(outcome instanceof BookingOutcome.Booked)) {
            throw new AssertionError(outcome);
        }
    }

    public Actor coordinator(SiteId site) {
        return actor(Role.COORDINATOR, site);
    }

    public Actor actor(Role role, SiteId site) {
        return new Actor(UserId.fresh(), "Someone", Set.of(role), Set.of(site), new Origin("test", "TREAT", "local"));
    }

    public PatientId patient(SiteId site) {
        return patients.patient(site);
    }

    public PractitionerId practitioner(SiteId site) {
        var id = PractitionerId.fresh();
        jdbc.sql("insert into practitioner (id, family, given, prefix) values (:id, :family, 'Ruth', 'Dr.')")
                .param("id", id.value())
                .param("family", "Petrov " + id.toString().substring(32))
                .update();
        jdbc.sql("""
                insert into practitioner_role (practitioner_id, site_id, specialty_system, specialty_code,
                                               specialty_display, valid_from)
                values (:id, :site, 'http://nucc.org/provider-taxonomy', '207Q00000X', 'Family medicine', '2020-01-01')
                """).param("id", id.value()).param("site", site.value()).update();
        jdbc.sql("""
                insert into practitioner_hours (practitioner_id, site_id, weekday, starts, ends, valid_from)
                select :id, :site, day, '08:00', '17:00', '2020-01-01' from generate_series(1, 7) day
                """).param("id", id.value()).param("site", site.value()).update();
        return id;
    }

    public RoomId room(SiteId site) {
        var id = RoomId.fresh();
        jdbc.sql("insert into room (id, site_id, name) values (:id, :site, :name)")
                .param("id", id.value())
                .param("site", site.value())
                .param("name", "Room " + id.toString().substring(32))
                .update();
        return id;
    }

    public VisitTypeId visitType(int bufferAfter) {
        var id = VisitTypeId.fresh();
        jdbc.sql("insert into visit_type (id, name, minutes, buffer_after, room_after, device_after)"
                        + " values (:id, :name, 30, :after, :after, :after)")
                .param("id", id.value())
                .param("name", "Follow-up " + id.toString().substring(24))
                .param("after", bufferAfter)
                .update();
        return id;
    }
}
