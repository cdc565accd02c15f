package org.carewright.care.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.RoomId;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.foundation.patients.PatientFixtures;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Clinics for tests: a site in New York, open every day from 8 to 18, where one practitioner works in one room. */
public class SchedulingFixtures {

    private final JdbcClient jdbc;
    private final PatientFixtures patients;

    SchedulingFixtures(JdbcClient jdbc, PatientFixtures patients) {
        this.jdbc = jdbc;
        this.patients = patients;
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
                .param("name", "Site " + site)
                .update();
        jdbc.sql("insert into site_hours (site_id, weekday, opens, closes)"
                        + " select :site, day, '08:00', '18:00' from generate_series(1, 7) day")
                .param("site", site.value())
                .update();
        return new Clinic(site, practitioner(site), room(site), visitType(10), coordinator(site));
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
                .param("family", "P" + id)
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
                .param("name", "Room " + id)
                .update();
        return id;
    }

    public VisitTypeId visitType(int bufferAfter) {
        var id = VisitTypeId.fresh();
        jdbc.sql("insert into visit_type (id, name, minutes, buffer_after) values (:id, :name, 30, :after)")
                .param("id", id.value())
                .param("name", "Visit " + id)
                .param("after", bufferAfter)
                .update();
        return id;
    }
}
