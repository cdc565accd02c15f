package org.carewright.care.reminders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.component.VEvent;
import org.carewright.BrowserTest;
import org.carewright.TestClock;
import org.carewright.Visitor;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.Cancellation;
import org.carewright.care.scheduling.CancellationReason;
import org.carewright.care.scheduling.RescheduleRequest;
import org.carewright.care.scheduling.Scheduling;
import org.carewright.care.scheduling.SchedulingFixtures;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

class RemindersTest extends BrowserTest {

    private static final Duration WEEK = Duration.ofDays(7);

    @Autowired
    Reminders reminders;

    @Autowired
    Scheduling scheduling;

    @Autowired
    SchedulingFixtures fixtures;

    @Autowired
    StaffFixtures staff;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Clinic clinic;
    PatientId patient;

    @BeforeEach
    void open() {
        clock.set(TestClock.MONDAY_MORNING);
        clinic = fixtures.clinic();
        patient = reachable("en");
    }

    @Test
    void a_visit_is_told_after_booking_and_at_each_window_once() {
        var visit = book(clinic.tuesday(15, 0).plus(WEEK.multipliedBy(2)));

        sendAll();
        assertThat(texts(visit)).as("within five minutes it may be taken back").isEmpty();
        clock.tick(Duration.ofMinutes(6));
        sendAll();
        sendAll();
        assertThat(texts(visit)).singleElement().asString().contains("Your visit is on Tuesday, December 1 at 3:00 PM");

        clock.set(clinic.tuesday(15, 1).plus(WEEK));
        sendAll();
        sendAll();
        assertThat(texts(visit)).hasSize(2);

        clock.set(clinic.tuesday(15, 1).plus(WEEK.multipliedBy(2)).minus(Duration.ofDays(2)));
        sendAll();
        clock.set(clinic.tuesday(12, 1).plus(WEEK.multipliedBy(2)));
        sendAll();
        sendAll();
        assertThat(texts(visit)).hasSize(4).last().asString().contains("Please confirm here: http");
        assertThat(texts(visit)).noneMatch(text -> text.contains("Follow-up") || text.contains("Petrov"));
    }

    @Test
    void four_nodes_at_once_send_one_message() throws Exception {
        var visit = book(clinic.tuesday(15, 0).plus(WEEK));
        clock.tick(Duration.ofMinutes(6));

        try (var nodes = Executors.newFixedThreadPool(4)) {
            var rounds = new ArrayList<Callable<Integer>>();
            for (var node = 0; node < 4; node++) {
                rounds.add(reminders::sendDue);
            }
            for (var round : nodes.invokeAll(rounds)) {
                round.get();
            }
        }

        assertThat(texts(visit)).hasSize(1);
    }

    @Test
    void at_night_nobody_is_told_and_in_the_morning_only_what_still_helps() {
        var visit = book(clinic.tuesday(8, 30).plus(WEEK));
        clock.tick(Duration.ofMinutes(6));
        sendAll();

        clock.set(clinic.tuesday(23, 0).plus(Duration.ofDays(5)));
        sendAll();
        assertThat(texts(visit)).hasSize(1);

        clock.set(clinic.tuesday(8, 5).plus(WEEK));
        sendAll();
        assertThat(texts(visit)).as("the one of two days before is left out").hasSize(2);
    }

    @Test
    void what_is_moved_before_its_reminder_left_is_not_reminded_of() {
        var visit = book(clinic.tuesday(15, 0).plus(WEEK));
        clock.tick(Duration.ofMinutes(6));
        sendAll();
        assertThat(texts(visit)).hasSize(1);

        var moved = move(visit, clinic.tuesday(16, 0).plus(WEEK));

        assertThat(texts(visit)).as("the outbox had not sent it yet").isEmpty();
        clock.tick(Duration.ofMinutes(6));
        sendAll();
        assertThat(texts(moved)).singleElement().asString().contains("4:00 PM");
    }

    @Test
    void what_the_clinic_calls_off_is_told_and_what_the_patient_cancels_is_not() {
        var byClinic = book(clinic.tuesday(15, 0).plus(WEEK));
        var byPatient = book(clinic.tuesday(10, 0).plus(WEEK));
        clock.tick(Duration.ofMinutes(6));
        sendAll();
        cancel(byClinic, CancellationReason.PROVIDER);
        cancel(byPatient, CancellationReason.PATIENT);

        clock.tick(Duration.ofMinutes(6));
        sendAll();

        assertThat(texts(byClinic))
                .singleElement()
                .asString()
                .contains("had to call off")
                .doesNotContain("http");
        assertThat(texts(byPatient)).isEmpty();
    }

    @Test
    void who_cannot_be_sent_anything_is_listed_to_be_called() {
        patient = fixtures.patient(clinic.site());
        book(clinic.tuesday(15, 0));
        clock.tick(Duration.ofMinutes(6));

        sendAll();

        var overview = reminders.overview(
                clinic.site(), clinic.tuesday(15, 0).atZone(Clinic.ZONE).toLocalDate(), clinic.coordinator());
        assertThat(overview.recent()).singleElement().matches(recent -> recent.channel() == null);
        assertThat(overview.calls()).hasSize(1);
    }

    @Test
    void a_patient_confirms_by_link_once() {
        var visit = book(clinic.tuesday(15, 0));
        var link = link(visit);
        var her = new Visitor(port);

        assertThat(her.page(link).text())
                .contains("Tuesday, November 17 at 3:00 PM")
                .doesNotContain("Follow-up");
        assertThat(her.post(link + "/confirm", Map.of()).body()).contains("Thank you, see you then");

        assertThat(jdbc.sql("select confirmed_channel from appointment where id = :id")
                        .param("id", visit.value())
                        .query(String.class)
                        .single())
                .isEqualTo("sms");
        assertThat(her.post(link + "/cancel", Map.of()).body()).contains("This link was used before");
        assertThat(status(visit)).isEqualTo("booked");
    }

    @Test
    void a_patient_cancels_by_link_and_the_desk_keeps_her_need() {
        var visit = book(clinic.tuesday(15, 0));
        var link = link(visit);
        var her = new Visitor(port);
        her.page(link);

        assertThat(her.post(link + "/cancel", Map.of()).body()).contains("Your visit is cancelled");

        assertThat(status(visit)).isEqualTo("cancelled");
        assertThat(loops(visit)).containsExactly("cancelled-rebook");
    }

    @Test
    void a_patient_moves_her_visit_where_she_may_and_asks_to_be_called_where_not() {
        var visit = book(clinic.tuesday(15, 0));
        var link = link(visit);
        var her = new Visitor(port);

        assertThat(her.page(link).text()).contains("Another time: call me");
        assertThat(her.page(link + "/times").text()).doesNotContain("Choose another time");
        assertThat(her.post(link + "/call-me", Map.of()).body()).contains("We will call you");
        assertThat(loops(visit)).contains("move-asked");

        jdbc.sql("update visit_type set patients_book = true where id = :id")
                .param("id", clinic.visitType().value())
                .update();
        jdbc.sql("update outreach_message set answer = null, answered_at = null where about = :visit")
                .param("visit", visit.value())
                .update();
        var times = her.page(link + "/times");
        var first = times.expectFirst("button[name=start]");
        assertThat(her.post(link + "/move", Map.of("start", first.attr("value")))
                        .body())
                .contains("Your visit is moved");
        assertThat(status(visit)).isEqualTo("cancelled");
        assertThat(loops(visit)).isEmpty();
    }

    @Test
    void a_link_opens_one_visit_only_for_one_patient() {
        var visit = book(clinic.tuesday(15, 0));
        var link = link(visit);
        var her = new Visitor(port);

        assertThat(her.get(link.replace("/l/visit/", "/l/offer/")).statusCode()).isEqualTo(404);
        assertThat(her.get(link.substring(0, link.length() - 1) + (link.endsWith("A") ? "B" : "A"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(her.get("/patients/" + patient).statusCode()).isEqualTo(302);
    }

    @Test
    void an_e_mail_in_spanish_brings_the_visit_for_the_calendar() throws Exception {
        jdbc.sql("""
                update patient set telecoms = '[{"system": "email", "value": "ada@example.org", "use": "home"}]', language = 'es-MX'
                 where id = :id
                """).param("id", patient.value()).update();
        var visit = book(clinic.tuesday(15, 0).plus(WEEK));
        clock.tick(Duration.ofMinutes(6));
        sendAll();

        var message = jdbc.sql("""
                select m.subject, m.body, m.attachment from outbox_message m
                  join outreach_message o on o.outbox_id = m.id where o.about = :visit
                """).param("visit", visit.value()).query().singleRow();

        assertThat(message.get("subject")).isEqualTo("Su cita está reservada");
        assertThat(String.valueOf(message.get("body")))
                .contains("martes, 24 de noviembre")
                .contains("/l/stop/");
        var calendar = new CalendarBuilder().build(new StringReader(String.valueOf(message.get("attachment"))));
        VEvent event = calendar.<VEvent>getComponents("VEVENT").getFirst();
        assertThat(Instant.from(event.getDateTimeStart().getDate()))
                .isEqualTo(clinic.tuesday(15, 0).plus(WEEK));
        assertThat(event.getUid().orElseThrow().getValue()).isEqualTo("visit-" + visit.value() + "@carewright");
    }

    @Test
    void a_moved_visit_stays_one_entry_of_the_calendar() {
        var visit = book(clinic.tuesday(15, 0).plus(WEEK));
        var moved = move(visit, clinic.tuesday(16, 0).plus(WEEK));

        clock.tick(Duration.ofMinutes(6));
        sendAll();
        var page = new Visitor(port).get(linkIn(texts(moved).getFirst()) + "/visit.ics");

        assertThat(page.body())
                .contains("UID:visit-" + visit.value() + "@carewright")
                .contains("SEQUENCE:1");
    }

    @Test
    void a_practitioner_reads_her_visits_under_a_secret_address_until_she_ends_it() {
        var actor = staff.actor(Role.CLINICIAN, clinic.site());
        jdbc.sql("update practitioner set user_id = :user where id = :id")
                .param("user", actor.user().value())
                .param("id", clinic.practitioner().value())
                .update();
        book(clinic.tuesday(15, 0));

        var address = reminders.makeFeed(actor);
        var path = address.substring(address.indexOf("/feeds/"));
        var program = new Visitor(port);

        assertThat(program.get(path).body())
                .contains("DTSTART:20261117T200000Z")
                .contains("Follow-up")
                .doesNotContain("Ada");
        reminders.makeFeed(actor);
        assertThat(program.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void windows_are_changed_by_managers_to_what_can_be() {
        var manager = fixtures.actor(Role.MANAGER, clinic.site());

        assertThatThrownBy(() -> reminders.change("third", 48, true, 0, manager))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> reminders.change("third", 0, true, 0, manager)).isInstanceOf(Invalid.class);
        reminders.change("third", 4, true, 0, manager);
        reminders.change("third", 3, true, 1, manager);
    }

    @Test
    void the_pages_pass_axe() {
        var actor = staff.actor(Role.COORDINATOR, clinic.site());
        var visit = book(clinic.tuesday(15, 0));
        patient = fixtures.patient(clinic.site());
        book(clinic.tuesday(10, 0));
        clock.tick(Duration.ofMinutes(6));
        sendAll();
        lookAt("/reminders", "reminders", actor);
        lookAt("/patients/" + patient + "/messages", "messages-none", actor);
        lookAt("/calendar-feed", "calendar-feed", actor);
        var link = linkIn(texts(visit).getFirst());
        lookAt(open(Width.PHONE, Theme.LIGHT), link, "visit-link");
        lookAt(open(Width.PHONE, Theme.LIGHT), link.replace("/visit/", "/stop/"), "visit-link-stop");
        lookAt("/reminders", "reminders-manager", staff.actor(Role.MANAGER, clinic.site()));
    }

    private void sendAll() {
        while (reminders.sendDue() > 0) {
            // until nobody waits
        }
    }

    private PatientId reachable(String language) {
        var made = fixtures.patient(clinic.site());
        jdbc.sql("""
                update patient set telecoms = '[{"system": "phone", "value": "(614) 555-0123", "use": "mobile"}]',
                                   language = :language where id = :id
                """).param("id", made.value()).param("language", language).update();
        return made;
    }

    private AppointmentId book(Instant start) {
        return ((Booked) scheduling.book(clinic.request(patient, start), clinic.coordinator())).id();
    }

    private AppointmentId move(AppointmentId visit, Instant start) {
        var request = new RescheduleRequest(
                visit,
                0,
                AppointmentId.fresh(),
                clinic.practitioner(),
                clinic.room(),
                Interval.of(start, Duration.ofMinutes(30)),
                null);
        return ((Booked) scheduling.reschedule(request, clinic.coordinator())).id();
    }

    private void cancel(AppointmentId visit, CancellationReason reason) {
        scheduling.cancel(visit, 0, new Cancellation(reason, reason.by(), "", null), clinic.coordinator());
    }

    private String link(AppointmentId visit) {
        clock.tick(Duration.ofMinutes(6));
        sendAll();
        return linkIn(texts(visit).getFirst());
    }

    private static String linkIn(String text) {
        return text.substring(text.indexOf("/l/visit/")).strip();
    }

    private List<String> texts(AppointmentId visit) {
        return jdbc.sql("select m.body from outbox_message m join outreach_message o on o.outbox_id = m.id"
                        + " where o.about = :visit order by m.created_at")
                .param("visit", visit.value())
                .query(String.class)
                .list();
    }

    private String status(AppointmentId visit) {
        return jdbc.sql("select status from appointment where id = :id")
                .param("id", visit.value())
                .query(String.class)
                .single();
    }

    private List<String> loops(AppointmentId visit) {
        return jdbc.sql("select rule from open_loop_view where subject = :subject and rule <> 'booking-unconfirmed'")
                .param("subject", visit.value())
                .query(String.class)
                .list();
    }
}
