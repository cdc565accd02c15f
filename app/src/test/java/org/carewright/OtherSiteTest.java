package org.carewright;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.carewright.care.records.Decision;
import org.carewright.care.records.RecordFixtures;
import org.carewright.care.records.Records;
import org.carewright.care.records.ResourceId;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.Scheduling;
import org.carewright.care.scheduling.SchedulingFixtures;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.foundation.patients.HumanName;
import org.carewright.foundation.patients.PatientFixtures;
import org.carewright.foundation.patients.Patients;
import org.carewright.foundation.patients.RelatedPerson;
import org.carewright.foundation.patients.RelatedPersonId;
import org.carewright.overview.desk.Desk;
import org.carewright.overview.desk.Severity;
import org.carewright.overview.desk.Task;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.tokens.TokenFixtures;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who guesses the id of a patient of another site, or of what is hers, sees nothing of her and changes nothing. */
@CarewrightTest
class OtherSiteTest {

    @LocalServerPort
    int port;

    @Autowired
    StaffFixtures staff;

    @Autowired
    SchedulingFixtures schedules;

    @Autowired
    Scheduling scheduling;

    @Autowired
    RecordFixtures charts;

    @Autowired
    PatientFixtures people;

    @Autowired
    Patients patients;

    @Autowired
    Records records;

    @Autowired
    Desk desk;

    @Autowired
    TokenFixtures tokens;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    final String chart = RecordFixtures.freshId();
    Clinic hers;
    Clinic mine;
    PatientId patient;
    PatientId second;
    UUID visit;
    UUID series;
    UUID itinerary;
    UUID waiting;
    UUID task;
    UUID merge;
    UUID suspect;
    UUID person;
    UUID review;
    UUID document;

    @BeforeEach
    void a_patient_with_a_chart_a_visit_and_a_task() {
        hers = schedules.clinic();
        mine = schedules.clinic();
        charts.importLines(
                hers.site(),
                RecordFixtures.patient(chart),
                RecordFixtures.carePlan(RecordFixtures.freshId(), chart, "active", "2026-11-09"),
                RecordFixtures.condition(RecordFixtures.freshId(), chart, "active", "2024-01-01"),
                RecordFixtures.potassium(RecordFixtures.freshId(), chart, "6.9", "2026-11-15T10:00:00Z"),
                """
                {"resourceType":"DocumentReference","id":"%s","status":"current","subject":{"reference":"Patient/%s"},\
                "content":[{"attachment":{"contentType":"text/plain","data":"aGk="}}]}
                """.formatted(RecordFixtures.freshId(), chart).strip());
        patient = charts.patientOf(chart);
        second = schedules.patient(hers.site());
        var booked = (Booked) scheduling.book(hers.request(patient, hers.tuesday(10, 0)), hers.coordinator());
        visit = booked.id().value();
        series = UUID.randomUUID();
        jdbc.sql("""
                with made as (
                    insert into visit_series (id, site_id, visit_type_id, rule, first_day, starts, made_at, made_by)
                    select :series, site_id, visit_type_id, 'FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;COUNT=1', '2026-11-17', '10:00',
                           made_at, made_by
                      from appointment where id = :visit
                    returning id)
                insert into series_visit (series_id, number, planned_for, appointment_id)
                select id, 1, '2026-11-17', :visit from made
                """).param("series", series).param("visit", visit).update();
        itinerary = UUID.randomUUID();
        jdbc.sql("""
                with made as (
                    insert into itinerary (id, ordered, same_day, same_site, least_minutes, made_at, made_by)
                    select :itinerary, false, false, false, 0, made_at, made_by from appointment where id = :visit
                    returning id)
                insert into itinerary_visit (itinerary_id, number, visit_type_id, appointment_id)
                select made.id, 1, a.visit_type_id, a.id from made, appointment a where a.id = :visit
                """).param("itinerary", itinerary).param("visit", visit).update();
        waiting = UUID.randomUUID();
        jdbc.sql("""
                insert into waitlist_request (id, patient_id, site_id, visit_type_id, priority, earliest, latest, asked_at,
                                              asked_by, status, changed_at)
                select :waiting, patient_id, site_id, visit_type_id, 'routine', '2026-11-17', '2026-12-17', made_at, made_by,
                       'waiting', made_at
                  from appointment where id = :visit
                """).param("waiting", waiting).param("visit", visit).update();
        jdbc.sql("""
                insert into waitlist_offer (id, request_id, patient_id, site_id, channel, starts_at, words, offered_at, expires_at)
                select id, :waiting, patient_id, site_id, 'phone', starts_at, '1st of 1', made_at, starts_at
                  from appointment where id = :visit
                """).param("waiting", waiting).param("visit", visit).update();
        var coordinator = staff.actor(Role.COORDINATOR, hers.site());
        merge = people.merge(patient, schedules.patient(hers.site()), coordinator)
                .orElseThrow();
        var twin = HumanName.of(family(), "Ada");
        people.patient(hers.site(), twin, LocalDate.of(1957, 3, 4));
        suspect = id(
                "select id from duplicate_suspect where :patient in (patient_a, patient_b) and dismissed_at is null");
        person = UUID.randomUUID();
        patients.addRelatedPerson(
                new RelatedPerson(
                        new RelatedPersonId(person),
                        patient,
                        "Eve " + family(),
                        "Daughter",
                        "419-555-0003",
                        "",
                        true,
                        Set.of(),
                        "",
                        "",
                        null,
                        null,
                        0),
                coordinator);
        var result = id("select id from chart_resource where patient_id = :patient and type = 'Observation'");
        records.review(
                Set.of(new ResourceId(result)), Decision.NO_ACTION, "", staff.actor(Role.CLINICIAN, hers.site()));
        document = id("select id from chart_resource where patient_id = :patient and type = 'DocumentReference'");
        review = id("select id from result_review where resource_id = (select id from chart_resource"
                + " where patient_id = :patient and type = 'Observation')");
        task = desk.addTask(new Task(hers.site(), patient, "Call her", "", Severity.LOW, null), coordinator);
    }

    @Test
    void no_page_tells_of_her_and_no_form_changes_her() {
        var before = rows();
        var wrong = new ArrayList<String>();
        int walked = 0;
        for (var role : List.of(Role.COORDINATOR, Role.CLINICIAN, Role.MANAGER)) {
            var stranger = Visitor.signedIn(port, staff.actor(role, mine.site()));
            stranger.page("/help");
            for (var route : routes()) {
                var path = addressed(route.path());
                var answer = route.method() == RequestMethod.GET ? stranger.get(path) : stranger.post(path, FORM);
                walked++;
                // An act on a loop that is closed leads back to the desk, whoever has closed it or keeps it.
                var isBack = route.path().startsWith("/desk/loops") && answer.statusCode() == 302;
                if (!(isBack || Set.of(403, 404).contains(answer.statusCode()))
                        || answer.body().contains(family())) {
                    wrong.add(role + " " + route.method() + " " + path + ": " + answer.statusCode());
                }
            }
            for (var path : List.of(
                    "/schedule/book?patient=" + patient,
                    "/desk?patient=" + patient,
                    "/desk?rule=task&open=task/" + task,
                    "/desk/tasks/new?patient=" + patient,
                    "/patients?q=" + family(),
                    "/patients/options?q=" + family(),
                    "/search?q=" + family(),
                    "/patients.csv?q=" + family())) {
                if (stranger.get(path).body().replace("q=" + family(), "").contains(family() + ",")) {
                    wrong.add(role + " GET " + path);
                }
            }
        }

        assertThat(walked).isGreaterThan(100);
        assertThat(wrong).isEmpty();
        assertThat(rows()).isEqualTo(before);
        assertThat(closedToColleagues()).as("leads to nothing of hers").isEmpty();
    }

    /** Routes on which her own site's staff find nothing either: they would prove nothing. */
    private List<Route> closedToColleagues() {
        var closed = new ArrayList<>(routes());
        closed.sort(Comparator.comparing((Route route) -> route.method() != RequestMethod.GET)
                .thenComparing(Route::path));
        for (var role : List.of(Role.COORDINATOR, Role.CLINICIAN, Role.MANAGER)) {
            var colleague = Visitor.signedIn(port, staff.actor(role, hers.site()));
            colleague.page("/help");
            closed.removeIf(route -> !Set.of(403, 404)
                    .contains((route.method() == RequestMethod.GET
                                    ? colleague.get(addressed(route.path()))
                                    : colleague.post(addressed(route.path()), Map.of("patient", patient.toString())))
                            .statusCode()));
        }
        return closed;
    }

    @Test
    void no_interaction_of_the_fhir_api_opens_what_is_hers() {
        var all = new FhirVisitor(port, tokens.token(hers.site()));
        var stranger = new FhirVisitor(port, tokens.token(mine.site()));
        var before = rows();
        var wrong = new ArrayList<String>();
        int found = 0;
        for (var type : List.of("Patient", "Condition", "CarePlan", "Observation", "Appointment")) {
            var query = "/" + type + (type.equals("Patient") ? "?_id=" : "?patient=") + patient;
            var resource = all.get(query).entries().getFirst();
            var one = "/" + type + "/" + resource.path("id").asString();
            found++;
            if (!stranger.get(query).entries().isEmpty()
                    || !stranger.get("/" + type + "?_id=" + resource.path("id").asString())
                            .entries()
                            .isEmpty()) {
                wrong.add(query);
            }
            for (var path : List.of(one, one + "/_history", one + "/_history/1")) {
                refused(stranger.get(path), path, wrong);
            }
            refused(stranger.put(one, resource.toString()), "PUT " + one, wrong);
            refused(
                    stranger.send("PATCH", one, "[]", "Content-Type", "application/json-patch+json"),
                    "PATCH " + one,
                    wrong);
            refused(
                    stranger.post(
                            "",
                            "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\""
                                    + one.substring(1) + "\"}}]}"),
                    "transaction " + one,
                    wrong);
        }
        refused(stranger.get("/Patient/" + patient + "/$everything"), "everything", wrong);
        refused(
                stranger.post(
                        "/Condition",
                        "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/" + patient + "\"}}"),
                "create",
                wrong);

        assertThat(found).isEqualTo(5);
        assertThat(wrong).isEmpty();
        assertThat(rows()).isEqualTo(before);
    }

    private static void refused(FhirVisitor.Answer answer, String what, List<String> wrong) {
        if (answer.status() != 403 && answer.status() != 404) {
            wrong.add(what + ": " + answer.status());
        }
    }

    private record Route(RequestMethod method, String path) {}

    private static final Map<String, String> FORM = Map.ofEntries(
            Map.entry("version", "1"),
            Map.entry("intoVersion", "1"),
            Map.entry("fromVersion", "1"),
            Map.entry("back", "/schedule"),
            Map.entry("names[0]", "Renamed"),
            Map.entry("gender", "female"),
            Map.entry("system", "urn:x"),
            Map.entry("value", "1"),
            Map.entry("words", "x"),
            Map.entry("note", "x"),
            Map.entry("channel", "PHONE"),
            Map.entry("outcome", "REACHED"),
            Map.entry("reason", "PATIENT"),
            Map.entry("until", "2026-12-01T09:00"),
            Map.entry("why", "x"),
            Map.entry("priority", "stat"),
            Map.entry("earliest", "2026-11-18"),
            Map.entry("latest", "2026-11-19"),
            Map.entry("entry", UUID.randomUUID().toString()));

    /** The routes with an id in them, but those of the API and of what belongs to no patient. */
    private List<Route> routes() {
        var found = new ArrayList<Route>();
        routes.getHandlerMethods()
                .keySet()
                .forEach(info -> info.getPatternValues().stream()
                        .filter(path ->
                                path.contains("{") && path.matches("/(patients|schedule|desk|results|waitlist)/.*"))
                        .forEach(path -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> found.add(new Route(method, path)))));
        return found;
    }

    /** The route to what is hers. */
    private String addressed(String route) {
        var own = route.startsWith("/schedule/series")
                ? series
                : route.startsWith("/schedule/itineraries")
                        ? itinerary
                        : route.startsWith("/waitlist")
                                ? waiting
                                : route.startsWith("/schedule")
                                        ? visit
                                        : route.startsWith("/desk/tasks")
                                                ? task
                                                : route.startsWith("/patients/duplicates")
                                                        ? suspect
                                                        : route.startsWith("/patients/merges")
                                                                ? merge
                                                                : patient.value();
        return route.replace("{rule}/{subject}", "task/" + task)
                .replace("{from}", second.toString())
                .replace("{person}", person.toString())
                .replace("{review}", review.toString())
                .replace("{entry}", document.toString())
                .replace("{index}", "0")
                .replace("{visit}", visit.toString())
                .replaceFirst("\\{(id|into)}", own.toString());
    }

    private UUID id(String query) {
        return jdbc.sql(query)
                .param("patient", patient.value())
                .query(UUID.class)
                .single();
    }

    private String family() {
        return "F" + chart.replace("-", "");
    }

    private List<String> rows() {
        return jdbc.sql("""
                select p::text from patient p where id in (:patient, :second)
                union all select a::text from appointment a where id = :visit
                union all select t::text from task t where id = :task
                union all select w::text from loop_work w where subject = :task
                union all select e::text from loop_entry e where subject = :task
                union all select c::text from chart_resource c where patient_id = :patient
                union all select r::text from related_person r where patient_id = :patient
                union all select i::text from patient_identifier i where patient_id = :patient
                union all select s::text from patient_site s where patient_id = :patient
                union all select b::text from booking b where appointment_id = :visit
                union all select w::text from result_review w where id = :review
                union all select m::text from patient_merge m where id = :merge
                union all select d::text from duplicate_suspect d where id = :suspect
                union all select w::text from waitlist_request w where id = :waiting
                order by 1
                """)
                .param("patient", patient.value())
                .param("second", second.value())
                .param("visit", visit)
                .param("task", task)
                .param("review", review)
                .param("merge", merge)
                .param("suspect", suspect)
                .param("waiting", waiting)
                .query(String.class)
                .list();
    }
}
