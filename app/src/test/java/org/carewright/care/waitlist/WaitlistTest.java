package org.carewright.care.waitlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.carewright.BrowserTest;
import org.carewright.TestClock;
import org.carewright.Visitor;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.Cancellation;
import org.carewright.care.scheduling.CancellationReason;
import org.carewright.care.scheduling.Scheduling;
import org.carewright.care.scheduling.SchedulingFixtures;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.care.scheduling.Wishes;
import org.carewright.care.waitlist.OfferOutcome.Taken;
import org.carewright.care.waitlist.OfferOutcome.TooLate;
import org.carewright.foundation.patients.PatientFixtures;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

class WaitlistTest extends BrowserTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 17);

    @Autowired
    Waitlist waitlist;

    @Autowired
    WaitlistStore store;

    @Autowired
    Scheduling scheduling;

    @Autowired
    SchedulingFixtures fixtures;

    @Autowired
    PatientFixtures patients;

    @Autowired
    StaffFixtures staff;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Clinic clinic;

    @BeforeEach
    void open() {
        clock.set(TestClock.MONDAY_MORNING);
        clinic = fixtures.clinic();
    }

    @Test
    void a_freed_time_is_held_for_the_first_in_line_and_told_by_text_message() {
        var patient = reachable();
        var visit = fill(TUESDAY);
        var request = ask(patient, Priority.ROUTINE, TUESDAY, TUESDAY);
        assertThat(waitlist.offerFreed()).isZero();

        cancel(visit);

        assertThat(waitlist.offerFreed()).isEqualTo(1);
        assertThat(live(request).start()).isEqualTo(clinic.tuesday(8, 0));
        assertThat(text(live(request)))
                .contains("Tuesday, November 17 at 8:00 AM")
                .contains("/l/offer/")
                .doesNotContain("Follow-up");
        assertThat(scheduling.book(clinic.request(fixtures.patient(clinic.site()), clinic.tuesday(8, 0)), staff()))
                .isNotInstanceOf(Booked.class);
    }

    @Test
    void who_is_more_urgent_is_asked_first_then_who_has_waited_longer() {
        var visit = fill(TUESDAY);
        var early = ask(reachable(), Priority.ROUTINE, TUESDAY, TUESDAY);
        clock.tick(Duration.ofMinutes(1));
        ask(reachable(), Priority.ROUTINE, TUESDAY, TUESDAY);
        clock.tick(Duration.ofMinutes(1));
        var urgent = ask(reachable(), Priority.URGENT, TUESDAY, TUESDAY);
        cancel(visit);

        waitlist.offerFreed();
        assertThat(live(urgent).words()).isEqualTo("1st of 3: urgent, waiting since today");
        waitlist.decline(live(urgent).visit(), clinic.coordinator());
        waitlist.offerFreed();

        assertThat(live(early).words()).isEqualTo("1st of 2: routine, waiting since today");
    }

    @Test
    void an_offer_that_nobody_answers_goes_to_the_next_and_three_of_them_stop_the_offers() {
        var visit = fill(TUESDAY);
        var silent = ask(reachable(), Priority.URGENT, TUESDAY, TUESDAY);
        var next = ask(reachable(), Priority.ROUTINE, TUESDAY, TUESDAY);
        cancel(visit);
        waitlist.offerFreed();

        clock.tick(Duration.ofMinutes(61));
        waitlist.offerFreed();

        assertThat(store.offers(silent)).extracting(Offer::outcome).containsExactly(Offer.Outcome.EXPIRED);
        assertThat(live(next).start()).isEqualTo(clinic.tuesday(8, 0));
        waitlist.take(live(next).visit(), clinic.coordinator());
        for (var more = 0; more < 2; more++) {
            cancel(visits(TUESDAY).get(1 + more));
            waitlist.offerFreed();
            clock.tick(Duration.ofMinutes(61));
            waitlist.offerFreed();
        }
        assertThat(store.find(silent).orElseThrow().status()).isEqualTo(Waiting.Status.STALLED);
        assertThat(loops(silent)).containsExactly("waitlist-stalled");
    }

    @Test
    void who_takes_an_earlier_time_gives_the_later_one_back_and_that_is_offered_on() {
        var patient = reachable();
        var later = book(patient, clinic.tuesday(8, 0).plus(Duration.ofDays(7)));
        var visit = fill(TUESDAY);
        fill(TUESDAY.plusDays(7));
        var request = ask(patient, Priority.ROUTINE, TUESDAY, TUESDAY.plusDays(7), later);
        var another = ask(reachable(), Priority.ROUTINE, TUESDAY.plusDays(7), TUESDAY.plusDays(7));
        cancel(visit);
        waitlist.offerFreed();

        assertThat(waitlist.take(live(request).visit(), clinic.coordinator())).isInstanceOf(Taken.class);

        assertThat(status(later)).isEqualTo("cancelled");
        assertThat(store.offers(request)).extracting(Offer::gainedDays).containsExactly(7);
        waitlist.offerFreed();
        assertThat(live(another).start()).isEqualTo(clinic.tuesday(8, 0).plus(Duration.ofDays(7)));
        assertThat(jdbc.sql("select replaces from appointment where id = :id")
                        .param("id", store.offers(request).getFirst().visit().value())
                        .query(UUID.class)
                        .single())
                .isEqualTo(later.value());
    }

    @Test
    void at_night_and_in_her_quiet_hours_nobody_is_told() {
        var request = ask(reachable(), Priority.ROUTINE, TUESDAY.plusDays(1), TUESDAY.plusDays(1));
        clock.set(TestClock.MONDAY_MORNING.plus(Duration.ofHours(13))); // ten at night

        assertThat(offersAt(clinic)).isZero();

        clock.set(TestClock.MONDAY_MORNING.plus(Duration.ofHours(24)));
        waitlist.offerAny();
        assertThat(live(request).channel()).isEqualTo(Offer.Channel.SMS);
    }

    @Test
    void who_cannot_be_sent_anything_is_called_and_the_desk_says_so() {
        var request = ask(fixtures.patient(clinic.site()), Priority.ROUTINE, TUESDAY, TUESDAY);

        waitlist.offerAny();

        assertThat(live(request).channel()).isEqualTo(Offer.Channel.PHONE);
        assertThat(loops(live(request).visit().value())).containsExactly("waitlist-offer");
    }

    @Test
    void of_two_who_answer_at_once_one_wins_and_the_other_gets_a_kind_answer() throws Exception {
        var slow = ask(reachable(), Priority.URGENT, TUESDAY, TUESDAY);
        var visit = fill(TUESDAY);
        var quick = ask(reachable(), Priority.ROUTINE, TUESDAY, TUESDAY);
        cancel(visit);
        waitlist.offerFreed();
        var first = live(slow);
        clock.tick(Duration.ofMinutes(61));
        waitlist.offerFreed();
        var second = live(quick);

        var outcomes = atOnce(List.of(
                () -> waitlist.take(first.visit(), clinic.coordinator()),
                () -> waitlist.take(second.visit(), clinic.coordinator()),
                () -> waitlist.take(second.visit(), clinic.coordinator())));

        assertThat(first.start()).isEqualTo(second.start());
        assertThat(outcomes.getFirst()).isInstanceOf(TooLate.class);
        assertThat(outcomes.subList(1, 3)).hasOnlyElementsOfType(Taken.class);
        assertThat(store.find(slow).orElseThrow().status()).isEqualTo(Waiting.Status.WAITING);
    }

    @Test
    void taking_and_running_out_at_once_leaves_one_of_the_two() throws Exception {
        for (var round = 0; round < 5; round++) {
            var request = ask(reachable(), Priority.ROUTINE, TUESDAY, TUESDAY);
            clock.set(TestClock.MONDAY_MORNING.plus(Duration.ofMinutes(round)));
            waitlist.offerAny();
            var offer = live(request);
            clock.tick(Duration.ofMinutes(61));

            var taken = atOnce(List.<Callable<Object>>of(
                            () -> waitlist.take(offer.visit(), clinic.coordinator()), () -> waitlist.offerFreed()))
                    .getFirst();

            assertThat(status(offer.visit())).isEqualTo(taken instanceof Taken ? "booked" : "entered-in-error");
            waitlist.close(request, "Enough", clinic.coordinator());
        }
    }

    @Test
    void a_patient_takes_her_time_by_link_once_and_reaches_nobody_elses() {
        var patient = reachable("es");
        var request = ask(patient, Priority.ROUTINE, TUESDAY, TUESDAY);
        waitlist.offerAny();
        var text = text(live(request));
        var link = text.substring(text.indexOf("/l/offer/")).strip();
        var her = new Visitor(port);

        var page = her.page(link);
        assertThat(page.text()).contains("Hay una cita disponible para usted").contains("martes, 17 de noviembre");
        assertThat(status(live(request).visit())).isEqualTo("pending");
        assertThat(her.post(link + "/take", Map.of()).body()).contains("La cita es suya");

        assertThat(her.page(link).text()).contains("La cita es suya");
        assertThat(her.get(link.substring(0, link.length() - 3) + "AAA").statusCode())
                .isEqualTo(404);
        assertThat(store.find(request).orElseThrow().status()).isEqualTo(Waiting.Status.BOOKED);
        assertThat(jdbc.sql("select answer from outreach_message where patient_id = :patient")
                        .param("patient", patient.value())
                        .query(String.class)
                        .list())
                .containsExactly("taken");
    }

    @Test
    void who_declines_by_link_hears_nothing_more_unless_she_says_so() {
        var request = ask(reachable(), Priority.ROUTINE, TUESDAY, TUESDAY.plusDays(2));
        waitlist.offerAny();
        var text = text(live(request));
        var link = text.substring(text.indexOf("/l/offer/")).strip();
        var her = new Visitor(port);
        her.page(link);

        assertThat(her.post(link + "/decline", Map.of()).body()).contains("We will not offer you any more times");
        waitlist.offerAny();
        assertThat(store.offers(request)).hasSize(1);

        assertThat(her.post(link + "/stay", Map.of()).body()).contains("We will tell you");
        waitlist.offerAny();
        assertThat(store.offers(request)).hasSize(2);
    }

    @Test
    void an_unsubscribed_patient_is_called_instead() {
        var request = ask(reachable(), Priority.ROUTINE, TUESDAY, TUESDAY.plusDays(1));
        waitlist.offerAny();
        var text = text(live(request));
        var stop = text.substring(text.indexOf("/l/offer/")).strip().replace("/l/offer/", "/l/stop/");
        var her = new Visitor(port);
        her.page(stop);

        assertThat(her.post(stop, Map.of()).body()).contains("Done");

        clock.tick(Duration.ofMinutes(61));
        waitlist.offerFreed();
        assertThat(live(request).channel()).isEqualTo(Offer.Channel.PHONE);
    }

    @Test
    void what_is_closed_lets_go_of_its_offer() {
        var request = ask(reachable(), Priority.ROUTINE, TUESDAY, TUESDAY);
        waitlist.offerAny();
        var offer = live(request);

        waitlist.close(request, "Went elsewhere", clinic.coordinator());

        assertThat(status(offer.visit())).isEqualTo("entered-in-error");
        assertThat(waitlist.take(offer.visit(), clinic.coordinator())).isInstanceOf(TooLate.class);
        assertThat(jdbc.sql("select count(*) from outbox_message m join outreach_message o on o.outbox_id = m.id"
                                + " where o.about = :about")
                        .param("about", offer.visit().value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void who_is_booked_otherwise_need_not_wait() {
        var patient = reachable();
        var request = ask(patient, Priority.ROUTINE, TUESDAY, TUESDAY.plusDays(3));

        book(patient, clinic.tuesday(15, 0));

        assertThat(store.find(request).orElseThrow().status()).isEqualTo(Waiting.Status.BOOKED);
    }

    @Test
    void one_request_for_one_kind_of_visit_and_a_window_that_can_be() {
        var patient = reachable();
        ask(patient, Priority.ROUTINE, TUESDAY, TUESDAY);

        assertThatThrownBy(() -> ask(patient, Priority.URGENT, TUESDAY, TUESDAY))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> ask(reachable(), Priority.URGENT, TUESDAY, MONDAY.minusDays(1)))
                .isInstanceOfSatisfying(
                        Invalid.class, invalid -> assertThat(invalid.issues()).hasSize(2));
        assertThatThrownBy(() -> waitlist.ask(
                        request(reachable(), Priority.ROUTINE, TUESDAY, TUESDAY, null),
                        fixtures.actor(Role.BILLER, clinic.site())))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void when_two_records_become_one_her_request_moves_along_and_back() {
        var into = fixtures.patient(clinic.site());
        var from = reachable();
        var request = ask(from, Priority.ROUTINE, TUESDAY, TUESDAY);
        waitlist.offerAny();

        var merge = patients.merge(into, from, clinic.coordinator()).orElseThrow();
        assertThat(store.find(request).orElseThrow().request().patient()).isEqualTo(into);

        patients.undo(merge, clinic.coordinator());
        assertThat(store.find(request).orElseThrow().request().patient()).isEqualTo(from);
    }

    @Test
    void the_pages_pass_axe_and_show_the_order() {
        var actor = staff.actor(Role.COORDINATOR, clinic.site());
        var visit = fill(TUESDAY);
        var first = ask(reachable(), Priority.URGENT, TUESDAY, TUESDAY);
        ask(fixtures.patient(clinic.site()), Priority.ROUTINE, TUESDAY, TUESDAY.plusDays(9));
        cancel(visit);
        waitlist.offerFreed();
        var link = text(live(first));

        var page = open(actor);
        page.navigate("/waitlist");
        assertThat(page.locator("tbody").first().innerText()).contains("1st of 2: urgent, waiting since today");
        lookAt("/waitlist", "waitlist", actor);
        lookAt("/waitlist/" + first, "waitlist-request", actor);
        lookAt(
                "/waitlist/new?site=" + clinic.site() + "&patient=" + fixtures.patient(clinic.site()) + "&visitType="
                        + clinic.visitType(),
                "waitlist-new",
                actor);
        lookAt(
                open(Width.PHONE, Theme.LIGHT),
                link.substring(link.indexOf("/l/offer/")).strip(),
                "waitlist-offer");

        page.navigate("/waitlist/" + first);
        page.locator("button:has-text('She takes it')").click();
        page.waitForSelector("text=Booked. A later visit");
        assertThat(store.find(first).orElseThrow().status()).isEqualTo(Waiting.Status.BOOKED);
    }

    private long offersAt(Clinic here) {
        waitlist.offerAny();
        return jdbc.sql("select count(*) from waitlist_offer where site_id = :site")
                .param("site", here.site().value())
                .query(Long.class)
                .single();
    }

    private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
        try (var threads = Executors.newFixedThreadPool(tasks.size())) {
            return threads.invokeAll(tasks).stream().map(WaitlistTest::get).toList();
        }
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Actor staff() {
        return clinic.coordinator();
    }

    private PatientId reachable() {
        return reachable("en");
    }

    private PatientId reachable(String language) {
        var patient = fixtures.patient(clinic.site());
        jdbc.sql("""
                update patient set telecoms = '[{"system": "phone", "value": "(614) 555-0123", "use": "mobile"}]',
                                   language = :language where id = :id
                """).param("id", patient.value()).param("language", language).update();
        return patient;
    }

    /** Takes every time of a day; answers the first visit. */
    private AppointmentId fill(LocalDate day) {
        AppointmentId first = null;
        for (var start = day.atTime(8, 0).atZone(Clinic.ZONE).toInstant();
                start.isBefore(day.atTime(17, 0).atZone(Clinic.ZONE).toInstant());
                start = start.plus(Duration.ofMinutes(15))) {
            var outcome = scheduling.book(clinic.request(fixtures.patient(clinic.site()), start), clinic.coordinator());
            if (outcome instanceof Booked(var id, var version) && first == null) {
                first = id;
            }
        }
        return Objects.requireNonNull(first);
    }

    private List<AppointmentId> visits(LocalDate day) {
        return jdbc
                .sql("""
                select id from appointment where site_id = :site and status = 'booked' and starts_at >= :from
                   and starts_at < :until order by starts_at
                """)
                .param("site", clinic.site().value())
                .param("from", day.atStartOfDay(Clinic.ZONE).toOffsetDateTime())
                .param("until", day.plusDays(1).atStartOfDay(Clinic.ZONE).toOffsetDateTime())
                .query(UUID.class)
                .list()
                .stream()
                .map(AppointmentId::new)
                .toList();
    }

    private AppointmentId book(PatientId patient, Instant start) {
        return ((Booked) scheduling.book(clinic.request(patient, start), clinic.coordinator())).id();
    }

    private void cancel(AppointmentId visit) {
        scheduling.cancel(
                visit,
                0,
                new Cancellation(CancellationReason.PATIENT, CancellationReason.By.PATIENT, "", "Moved away"),
                clinic.coordinator());
    }

    private UUID ask(PatientId patient, Priority priority, LocalDate earliest, LocalDate latest) {
        return ask(patient, priority, earliest, latest, null);
    }

    private UUID ask(
            PatientId patient, Priority priority, LocalDate earliest, LocalDate latest, @Nullable AppointmentId visit) {
        var request = request(patient, priority, earliest, latest, visit);
        waitlist.ask(request, clinic.coordinator());
        return request.id();
    }

    private WaitRequest request(
            PatientId patient, Priority priority, LocalDate earliest, LocalDate latest, @Nullable AppointmentId visit) {
        return new WaitRequest(
                UUID.randomUUID(),
                patient,
                clinic.site(),
                clinic.visitType(),
                priority,
                visit,
                earliest,
                latest,
                new Wishes(null, null, null, Set.of(), null, null),
                "");
    }

    private Offer live(UUID request) {
        return store.offers(request).stream()
                .filter(offer -> offer.outcome() == null)
                .findFirst()
                .orElseThrow();
    }

    private String text(Offer offer) {
        return jdbc.sql("select m.body from outbox_message m join outreach_message o on o.outbox_id = m.id"
                        + " where o.about = :about")
                .param("about", offer.visit().value())
                .query(String.class)
                .single();
    }

    private String status(AppointmentId visit) {
        return jdbc.sql("select status from appointment where id = :id")
                .param("id", visit.value())
                .query(String.class)
                .single();
    }

    private List<String> loops(UUID subject) {
        return jdbc.sql("select rule from open_loop_view where subject = :subject")
                .param("subject", subject)
                .query(String.class)
                .list();
    }
}
