package org.carewright.care.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.carewright.CarewrightTest;
import org.carewright.FhirVisitor;
import org.carewright.FhirVisitor.Answer;
import org.carewright.TestClock;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.platform.tokens.TokenFixtures;
import org.carewright.platform.types.PatientId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@CarewrightTest
class AppointmentOperationsTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Scheduling scheduling;

    @Autowired
    private SchedulingFixtures fixtures;

    @Autowired
    private TokenFixtures tokens;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    private Clinic clinic;
    private PatientId ada;
    private FhirVisitor client;

    @BeforeEach
    void open() {
        clock.set(TestClock.MONDAY_MORNING);
        clinic = fixtures.clinic();
        ada = fixtures.patient(clinic.site());
        client = new FhirVisitor(port, tokens.token(clinic.site()));
    }

    @Test
    void what_is_found_can_be_held_and_what_is_held_can_be_booked() {
        var proposed = find("&count=1").getFirst();
        assertThat(proposed.path("status").asString()).isEqualTo("proposed");

        var held = client.post("/Appointment/$hold", parameters(proposed, ada, "\"minutes\",\"valuePositiveInt\":20"));

        assertThat(held.status()).as(held.response().body()).isEqualTo(200);
        assertThat(held.body().path("status").asString()).isEqualTo("pending");
        assertThat(held.body().path("extension").path(0).path("valueInstant").asString())
                .isEqualTo(
                        clock.instant().plus(Duration.ofMinutes(20)).toString().replace("Z", ".000Z"));
        var booked = book(held.id());
        assertThat(booked.body().path("status").asString()).isEqualTo("booked");
        assertThat(book(held.id()).body().path("status").asString()).isEqualTo("booked");
        assertThat(client.get("/Appointment/" + held.id()).body().path("status").asString())
                .isEqualTo("booked");
    }

    @Test
    void what_is_found_can_be_booked_at_once_and_not_twice() {
        var proposed = find("&count=1").getFirst();

        assertThat(client.post("/Appointment/$book", parameters(proposed, ada)).status())
                .isEqualTo(200);
        var late = client.post("/Appointment/$book", parameters(proposed, fixtures.patient(clinic.site())));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.issues()).isNotEmpty().containsOnly("conflict Appointment.start");
        assertThat(late.response().body()).doesNotContain(ada.toString());
    }

    @Test
    void what_is_found_lies_between_start_and_end_with_the_practitioner_asked_for() {
        var found = find("&start=2026-11-17T10:00:00-05:00&end=2026-11-17T12:00:00-05:00&practitioner=Practitioner/"
                + clinic.practitioner());

        assertThat(found).isNotEmpty().allSatisfy(appointment -> {
            assertThat(appointment.path("start").asString()).isBetween("2026-11-17T15:00", "2026-11-17T16:31");
            assertThat(appointment.toString()).contains("Practitioner/" + clinic.practitioner());
        });
    }

    @Test
    void why_there_is_nothing_is_said_in_words() {
        jdbc.sql("update visit_type set skills = '{sedation}' where id = :id")
                .param("id", clinic.visitType().value())
                .update();

        var outcome = find("").getFirst();

        assertThat(outcome.path("resourceType").asString()).isEqualTo("OperationOutcome");
        assertThat(outcome.path("issue").path(0).path("diagnostics").asString()).contains("has no practitioner for");
    }

    @Test
    void all_that_is_wrong_with_a_question_is_said_at_once() {
        var refused = client.get("/Appointment/$find?start=soon&count=100&patient=Ada");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.issues())
                .contains("required Appointment.serviceType", "value start", "value count", "value patient");
    }

    @Test
    void holding_and_booking_are_posted_with_the_right_to_create() {
        var reader = new FhirVisitor(port, tokens.token(List.of("system/Appointment.rs"), clinic.site()));

        assertThat(client.get("/Appointment/$hold").status()).isEqualTo(405);
        assertThat(reader.get("/Appointment/$find?service-type=" + clinic.visitType())
                        .status())
                .isEqualTo(200);
        assertThat(reader.post("/Appointment/$book", parameters(find("").getFirst(), ada))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_held_appointment_of_another_site_is_not_found() {
        var held = client.post("/Appointment/$hold", parameters(find("").getFirst(), ada));
        var other = new FhirVisitor(port, tokens.token(fixtures.clinic().site()));

        assertThat(other.post("/Appointment/$book", book(held.id(), "appt-id")).status())
                .isIn(403, 404);
    }

    @Test
    void a_pending_appointment_is_booked_or_let_go_by_an_update() {
        var kept = client.post("/Appointment/$hold", parameters(find("").getFirst(), ada));
        var dropped =
                client.post("/Appointment/$hold", parameters(find("").getFirst(), fixtures.patient(clinic.site())));

        var booked =
                client.put("/Appointment/" + kept.id(), kept.response().body().replace("\"pending\"", "\"booked\""));
        var letGo = client.put(
                "/Appointment/" + dropped.id(), dropped.response().body().replace("\"pending\"", "\"cancelled\""));

        assertThat(booked.status()).as(booked.response().body()).isEqualTo(200);
        assertThat(letGo.status()).as(letGo.response().body()).isEqualTo(200);
        assertThat(letGo.body().path("status").asString()).isEqualTo("entered-in-error");
    }

    @Test
    void of_many_who_take_the_last_slot_by_every_way_there_is_one_has_it() throws Exception {
        var proposed = find("&count=1").getFirst();
        var start = Instant.parse(proposed.path("start").asString());
        var wishes = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 5; i++) {
            var one = fixtures.patient(clinic.site());
            var two = fixtures.patient(clinic.site());
            var three = fixtures.patient(clinic.site());
            var four = fixtures.patient(clinic.site());
            wishes.add(() ->
                    client.post("/Appointment/$book", parameters(proposed, one)).status() == 200);
            wishes.add(() ->
                    client.post("/Appointment/$hold", parameters(proposed, two)).status() == 200);
            wishes.add(() -> scheduling.book(clinic.request(three, start), clinic.coordinator()) instanceof Booked);
            wishes.add(() -> scheduling.hold(
                            clinic.request(four, start),
                            clock.instant().plus(Duration.ofMinutes(5)),
                            clinic.coordinator())
                    instanceof Booked);
        }

        List<Boolean> taken;
        try (var threads = Executors.newFixedThreadPool(8)) {
            taken = threads.invokeAll(wishes).stream()
                    .map(future -> future.resultNow())
                    .toList();
        }

        assertThat(taken).containsOnlyOnce(true);
        assertThat(jdbc.sql("""
                        select count(*) from booking
                         where resource_id = :practitioner and state <> 'released' and during @> cast(:start as timestamptz)
                        """)
                        .param("practitioner", clinic.practitioner().value())
                        .param("start", start.atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private List<JsonNode> find(String more) {
        var found = client.get("/Appointment/$find?service-type=" + clinic.visitType() + more);
        assertThat(found.status()).as(found.response().body()).isEqualTo(200);
        return found.entries();
    }

    private Answer book(String held) {
        return client.post("/Appointment/$book", book(held, "appt-id"));
    }

    private static String book(String held, String name) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"" + name + "\",\"valueString\":\"" + held
                + "\"}]}";
    }

    private static String parameters(JsonNode appointment, PatientId patient) {
        return parameters(appointment, patient, "\"comment\",\"valueString\":\"none\"");
    }

    private static String parameters(JsonNode appointment, PatientId patient, String more) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"appt-resource\",\"resource\":" + appointment
                + "},{\"name\":\"patient\",\"valueReference\":{\"reference\":\"Patient/" + patient + "\"}},{\"name\":"
                + more
                + "}]}";
    }
}
