package org.carewright.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.TestClock;
import org.carewright.foundation.directory.DirectoryFixtures;
import org.carewright.foundation.patients.PatientFixtures;
import org.carewright.platform.access.BreakGlass.FindOutcome;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.OutOfScope;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CarewrightTest
class BreakGlassTest {

    private static final String REASON = "Covering for Hilltop tonight";

    @Autowired
    BreakGlass breakGlass;

    @Autowired
    Access access;

    @Autowired
    SignIn signIn;

    @Autowired
    StaffSessions sessions;

    @Autowired
    StaffFixtures staff;

    @Autowired
    PatientFixtures patients;

    @Autowired
    DirectoryFixtures directory;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void setTheClockBack() {
        clock.set(TestClock.MONDAY_MORNING);
    }

    /** The actor as the next request would see her. */
    private Actor again(Actor actor) {
        var device = new Device(UUID.randomUUID(), actor.user().toString(), "test");
        var outcome = signIn.password(actor.name(), StaffFixtures.PASSWORD, device);
        return sessions.resume(((SignInOutcome.SignedIn) outcome).session(), actor.origin(), true)
                .orElseThrow();
    }

    @Test
    void a_patient_of_another_site_is_out_of_scope_until_the_glass_is_broken_and_again_afterwards() {
        var nurse = staff.actor(Role.NURSE, directory.site());
        var patient = patients.patient(directory.site());
        assertThatThrownBy(() -> access.require(nurse, Permission.SEE_PATIENT, patient))
                .isInstanceOf(OutOfScope.class);

        breakGlass.open(patient, REASON, nurse);

        access.require(again(nurse), Permission.SEE_PATIENT, patient);
        clock.tick(Duration.ofHours(4));
        assertThatThrownBy(() -> access.require(again(nurse), Permission.SEE_PATIENT, patient))
                .isInstanceOf(OutOfScope.class);
    }

    @Test
    void it_opens_one_patient_and_gives_no_new_permission() {
        var site = directory.site();
        var nurse = staff.actor(Role.NURSE, directory.site());
        var patient = patients.patient(site);
        breakGlass.open(patient, REASON, nurse);
        var open = again(nurse);

        assertThatThrownBy(() -> access.require(open, Permission.SEE_PATIENT, patients.patient(site)))
                .isInstanceOf(OutOfScope.class);
        assertThatThrownBy(() -> access.require(open, Permission.MERGE_PATIENTS, patient))
                .isExactlyInstanceOf(Forbidden.class);
    }

    @Test
    void what_was_opened_in_an_emergency_cannot_be_kept_or_changed() {
        var coordinator = staff.actor(Role.COORDINATOR, directory.site());
        var patient = patients.patient(directory.site());
        breakGlass.open(patient, REASON, coordinator);
        var open = again(coordinator);

        access.require(open, Permission.SEE_CHART, patient);
        for (var act : List.of(Permission.MERGE_PATIENTS, Permission.EDIT_PATIENT, Permission.BOOK)) {
            assertThatThrownBy(() -> access.require(open, act, patient)).isExactlyInstanceOf(Forbidden.class);
        }
    }

    @Test
    void looking_for_records_one_after_another_is_in_the_trail_and_has_to_wait() {
        var nurse = staff.actor(Role.NURSE, directory.site());

        for (int i = 0; i < 5; i++) {
            assertThat(breakGlass.find("no-such-" + i, "", "", Optional.empty(), nurse))
                    .isInstanceOf(FindOutcome.Nobody.class);
        }

        assertThat(breakGlass.find("no-such-5", "", "", Optional.empty(), nurse))
                .isInstanceOf(FindOutcome.Wait.class);
        assertThat(jdbc.sql("select count(*) from audit_event where user_id = :user and act = 'search'")
                        .param("user", nurse.user().value())
                        .query(Long.class)
                        .single())
                .isEqualTo(5);
    }

    @Test
    void a_confidential_chart_is_for_those_who_treat_the_patient() {
        var site = directory.site();
        var patient = patients.patient(site);
        jdbc.sql("update patient set confidential_reason = 'works here' where id = :id")
                .param("id", patient.value())
                .update();
        var coordinator = staff.actor(Role.COORDINATOR, site);

        access.require(staff.actor(Role.CLINICIAN, site), Permission.SEE_CHART, patient);
        access.require(coordinator, Permission.BOOK, patient);
        assertThatThrownBy(() -> access.require(coordinator, Permission.SEE_CHART, patient))
                .isInstanceOf(OutOfScope.class);
    }

    @Test
    void whoever_lacks_the_permission_does_not_learn_whether_the_patient_exists() {
        var biller = staff.actor(Role.BILLER, directory.site());
        var nobody = PatientId.fresh();

        assertThatThrownBy(() -> access.require(biller, Permission.SEE_CHART, nobody))
                .isExactlyInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> access.require(biller, Permission.SEE_PATIENT, nobody))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void it_needs_a_reason_and_the_permission() {
        var patient = patients.patient(directory.site());

        assertThatThrownBy(() -> breakGlass.open(patient, " urgent ", staff.actor(Role.NURSE)))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> breakGlass.open(patient, REASON, staff.actor(Role.BILLER)))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void it_is_an_open_loop_until_somebody_else_has_reviewed_it() {
        var opening = breakGlass.open(patients.patient(directory.site()), REASON, staff.actor(Role.NURSE));
        assertThat(isOpenLoop(opening)).isTrue();

        var manager = staff.actor(Role.MANAGER);
        assertThatThrownBy(() -> breakGlass.review(opening, false, " ", manager))
                .isInstanceOf(Invalid.class);
        breakGlass.review(opening, true, "", manager);

        assertThat(isOpenLoop(opening)).isFalse();
        assertThatThrownBy(() -> breakGlass.review(opening, false, "no", manager))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void nobody_reviews_what_she_opened_herself() {
        var both = staff.actor(Set.of(Role.MANAGER, Role.NURSE));
        var opening = breakGlass.open(patients.patient(directory.site()), REASON, both);

        assertThatThrownBy(() -> breakGlass.review(opening, true, "", both)).isInstanceOf(Invalid.class);

        assertThat(isOpenLoop(opening)).isTrue();
    }

    private boolean isOpenLoop(UUID opening) {
        return jdbc.sql("select exists (select from access_loop where rule = 'break-glass-review' and subject = :id)")
                .param("id", opening)
                .query(Boolean.class)
                .single();
    }
}
