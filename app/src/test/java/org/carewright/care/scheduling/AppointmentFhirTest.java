package org.carewright.care.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.carewright.CarewrightTest;
import org.carewright.FhirVisitor;
import org.carewright.FhirVisitor.Answer;
import org.carewright.TestClock;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.platform.tokens.TokenFixtures;
import org.carewright.platform.types.PatientId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@CarewrightTest
class AppointmentFhirTest {

    @LocalServerPort
    private int port;

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
    void a_created_appointment_is_a_booked_visit_with_all_it_takes() {
        var made = client.post("/Appointment", appointment(ada, clinic.tuesday(9, 0)));

        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        var read = client.get("/Appointment/" + made.id()).body();
        assertThat(read.path("end").asString())
                .isEqualTo(clinic.tuesday(9, 30).toString().replace("Z", ".000Z"));
        assertThat(actors(made))
                .contains("Patient/" + ada, "Practitioner/" + clinic.practitioner(), "Location/" + clinic.room());
    }

    @Test
    void when_a_confidential_patient_comes_is_told_to_who_may_not_see_her_chart() {
        var made = client.post("/Appointment", appointment(ada, clinic.tuesday(9, 0)));
        jdbc.sql("update patient set confidential_reason = 'Works here' where id = :id")
                .param("id", ada.value())
                .update();

        assertThat(client.get("/Appointment?patient=" + ada).entries()).hasSize(1);
        assertThat(client.get("/Appointment/" + made.id()).status()).isEqualTo(200);
        assertThat(client.get("/Appointment/" + made.id() + "/_history").entries())
                .hasSize(1);
        assertThat(client.get("/Patient/" + ada + "/$everything").entries())
                .extracting(resource -> resource.path("resourceType").asString())
                .contains("Appointment");
    }

    @Test
    void a_taken_time_is_refused_and_everything_in_the_way_is_named() {
        client.post("/Appointment", appointment(ada, clinic.tuesday(9, 0)));

        var refused = client.post("/Appointment", appointment(fixtures.patient(clinic.site()), clinic.tuesday(9, 0)));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.issues()).isNotEmpty().containsOnly("conflict Appointment.start");
        assertThat(refused.response().body()).contains("has another visit");
    }

    @Test
    void a_refusal_that_tells_of_the_patient_leaves_its_row_in_the_trail_whatever_is_rolled_back() {
        client.post("/Appointment", appointment(ada, clinic.tuesday(9, 0)));
        var again = appointment(ada, clinic.tuesday(9, 0));
        var entry = "{\"request\":{\"method\":\"POST\",\"url\":\"Appointment\"},\"resource\":" + again + "}";
        var bundle = "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[" + entry + "]}";

        var answers = List.of(
                client.post("/Appointment", again),
                client.post("", bundle.formatted("transaction")),
                client.post("", bundle.formatted("batch")));

        assertThat(answers).allMatch(answer -> answer.response().body().contains("already has a visit"));
        assertThat(acts(ada)).containsExactly("create Appointment", "read Patient", "read Patient", "read Patient");
    }

    @Test
    void a_booking_leaves_one_row_in_the_trail_and_a_refusal_for_others_sake_none() {
        client.post("/Appointment", appointment(ada, clinic.tuesday(9, 0)));
        var other = fixtures.patient(clinic.site());

        client.post("/Appointment", appointment(other, clinic.tuesday(9, 0)));

        assertThat(acts(ada)).containsExactly("create Appointment");
        assertThat(acts(other)).isEmpty();
    }

    /** What the token did about a patient. */
    private List<String> acts(PatientId patient) {
        return jdbc.sql("""
                select act || ' ' || kind from audit_event
                where patients @> array[cast(:patient as uuid)] and route like '%/fhir%' order by recorded_at, id
                """)
                .param("patient", patient.value())
                .query(String.class)
                .list();
    }

    @Test
    void of_many_who_book_one_slot_one_does() throws Exception {
        var wishes = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 12; i++) {
            var patient = fixtures.patient(clinic.site());
            wishes.add(() -> client.post("/Appointment", appointment(patient, clinic.tuesday(10, 0))));
        }

        List<Answer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads.invokeAll(wishes).stream()
                    .map(future -> future.resultNow())
                    .toList();
        }

        assertThat(answers).extracting(Answer::status).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @Test
    void all_that_is_missing_is_said_at_once() {
        var refused = client.post("/Appointment", """
                {"resourceType":"Appointment","status":"proposed","participant":[{"status":"accepted","actor":{"reference":"Group/1"}}]}""");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.issues())
                .contains(
                        "value Appointment.status",
                        "required Appointment.serviceType",
                        "required Appointment.participant",
                        "required Appointment.start");
    }

    @Test
    void a_visit_goes_its_way_by_updates_and_every_step_stays() {
        var made = client.post("/Appointment", appointment(ada, clinic.tuesday(9, 0)));
        clock.set(clinic.tuesday(8, 55));

        var arrived = put(made, "arrived");
        var fulfilled = put(arrived, "fulfilled");
        var tooLate = put(fulfilled, "noshow");

        assertThat(arrived.body().path("status").asString()).isEqualTo("arrived");
        assertThat(fulfilled.body().path("status").asString()).isEqualTo("fulfilled");
        assertThat(tooLate.status()).isEqualTo(422);
        assertThat(client.get("/Appointment/" + made.id() + "/_history").entries())
                .extracting(it -> it.path("status").asString())
                .containsExactly("fulfilled", "arrived", "booked");
    }

    @Test
    void a_cancelled_visit_says_why_and_frees_its_time() {
        var made = client.post("/Appointment", appointment(ada, clinic.tuesday(9, 0)));

        var cancelled =
                client.put("/Appointment/" + made.id(), made.response().body().replace("\"status\":\"booked\"", """
                        "status":"cancelled","cancelationReason":{"coding":[{"code":"pat-lt"}]}"""));

        assertThat(cancelled.status()).as(cancelled.response().body()).isEqualTo(200);
        assertThat(cancelled.response().body()).contains("pat-lt");
        assertThat(client.post("/Appointment", appointment(ada, clinic.tuesday(9, 0)))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void another_time_is_another_appointment_that_replaces_the_first() {
        var made = client.post("/Appointment", appointment(ada, clinic.tuesday(9, 0)));
        var later = made.response().body().replace("T14:00", "T15:00").replace("T14:30", "T15:30");
        assertThat(client.put("/Appointment/" + made.id(), later).issues())
                .containsExactly("business-rule Appointment.start", "business-rule Appointment.end");

        var moved = client.post(
                "/Appointment",
                appointment(ada, clinic.tuesday(10, 0)).replace("\"status\":\"booked\"", """
                "status":"booked","extension":[{"url":"http://hl7.org/fhir/5.0/StructureDefinition/extension-Appointment.replaces",\
                "valueReference":{"reference":"Appointment/%s"}}]""".formatted(made.id())));

        assertThat(moved.status()).as(moved.response().body()).isEqualTo(201);
        assertThat(client.get("/Appointment/" + made.id()).body().path("status").asString())
                .isEqualTo("cancelled");
    }

    @Test
    void visits_are_found_by_day_and_practitioner() {
        var made = client.post("/Appointment", appointment(ada, clinic.tuesday(9, 0)));
        client.post("/Appointment", appointment(ada, clinic.tuesday(11, 0).plusSeconds(86_400)));

        assertThat(client.get("/Appointment?date=2026-11-17&practitioner=" + clinic.practitioner())
                        .entries())
                .extracting(it -> it.path("id").asString())
                .containsExactly(made.id());
        assertThat(client.get("/Appointment?actor=Patient/" + ada + "&status=booked&_sort=-date")
                        .entries())
                .hasSize(2);
    }

    @Test
    void a_visit_of_another_site_is_not_shown() {
        var made = client.post("/Appointment", appointment(ada, clinic.tuesday(9, 0)));
        var other = new FhirVisitor(port, tokens.token(fixtures.clinic().site()));

        assertThat(other.get("/Appointment/" + made.id()).status()).isEqualTo(403);
        assertThat(other.get("/Appointment?patient=" + ada).entries()).isEmpty();
    }

    private Answer put(Answer before, String status) {
        var body = before.response().body().replaceFirst("\"status\":\"[a-z-]+\"", "\"status\":\"" + status + "\"");
        return client.put("/Appointment/" + before.id(), body, "If-Match", before.header("ETag"));
    }

    private String appointment(PatientId patient, Instant start) {
        return """
                {"resourceType":"Appointment","status":"booked","start":"%s",\
                "serviceType":[{"coding":[{"system":"urn:carewright:visit-type","code":"%s"}]}],\
                "participant":[{"status":"needs-action","actor":{"reference":"Patient/%s"}},\
                {"status":"accepted","actor":{"reference":"Practitioner/%s"}},\
                {"status":"accepted","actor":{"reference":"Location/%s"}}]}""".formatted(start, clinic.visitType(), patient, clinic.practitioner(), clinic.room());
    }

    private static List<String> actors(Answer appointment) {
        var actors = new ArrayList<String>();
        appointment
                .body()
                .path("participant")
                .forEach(it -> actors.add(it.path("actor").path("reference").asString()));
        return actors;
    }
}
