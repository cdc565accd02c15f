package org.carewright.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.TestClock;
import org.carewright.platform.access.SignInOutcome.CodeNeeded;
import org.carewright.platform.access.SignInOutcome.Refused;
import org.carewright.platform.access.SignInOutcome.SignedIn;
import org.carewright.platform.access.SignInOutcome.Wait;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CarewrightTest
class SignInTest {

    private static final Origin ORIGIN = new Origin("test", Origin.OPERATIONS, "local");

    @Autowired
    SignIn signIn;

    @Autowired
    StaffSessions sessions;

    @Autowired
    OwnAccount own;

    @Autowired
    SecondFactor secondFactor;

    @Autowired
    Users users;

    @Autowired
    StaffFixtures staff;

    @Autowired
    TestClock clock;

    @AfterEach
    void setTheClockBack() {
        clock.set(TestClock.MONDAY_MORNING);
    }

    private static Device device() {
        var random = UUID.randomUUID();
        return new Device(
                random,
                "2001:db8:" + random.toString().substring(0, 4) + ":"
                        + random.toString().substring(4, 8) + "::1",
                "Firefox on Linux");
    }

    private SignInOutcome fail(Actor actor, Device device) {
        return signIn.password(actor.name(), "not the password", device);
    }

    @Test
    void a_wrong_password_and_an_unknown_login_get_the_same_answer() {
        var nurse = staff.actor(Role.NURSE);

        assertThat(fail(nurse, device())).isEqualTo(new Refused());
        assertThat(signIn.password("nobody-" + UUID.randomUUID(), StaffFixtures.PASSWORD, device()))
                .isEqualTo(new Refused());
    }

    @Test
    void guessing_has_to_wait_longer_and_longer_even_with_the_right_password() {
        var nurse = staff.actor(Role.NURSE);
        var attacker = device();
        for (int i = 0; i < 5; i++) {
            fail(nurse, attacker);
        }

        assertThat(signIn.password(nurse.name(), StaffFixtures.PASSWORD, attacker))
                .isEqualTo(new Wait(Duration.ofSeconds(2)));

        clock.tick(Duration.ofSeconds(2));
        assertThat(fail(nurse, attacker)).isEqualTo(new Refused());
        assertThat(fail(nurse, attacker)).isEqualTo(new Wait(Duration.ofSeconds(4)));
    }

    @Test
    void nobody_else_is_locked_out_by_that() {
        var nurse = staff.actor(Role.NURSE);
        var attacker = device();
        for (int i = 0; i < 20; i++) {
            fail(nurse, attacker);
        }

        assertThat(signIn.password(nurse.name(), StaffFixtures.PASSWORD, device()))
                .isInstanceOf(SignedIn.class);
    }

    @Test
    void a_known_device_gets_in_though_its_own_address_is_throttled() {
        var nurse = staff.actor(Role.NURSE);
        var known = device();
        signIn.password(nurse.name(), StaffFixtures.PASSWORD, known);
        var neighbour = new Device(UUID.randomUUID(), known.address(), "curl");
        for (int i = 0; i < 20; i++) {
            fail(nurse, neighbour);
        }

        assertThat(fail(nurse, neighbour)).isInstanceOf(Wait.class);
        assertThat(signIn.password(nurse.name(), StaffFixtures.PASSWORD, known)).isInstanceOf(SignedIn.class);
    }

    @Test
    void a_login_spelled_otherwise_is_the_same_login() {
        var nurse = staff.actor(Role.NURSE);
        var known = device();
        assertThat(signIn.password(nurse.name(), StaffFixtures.PASSWORD, known)).isInstanceOf(SignedIn.class);

        for (int i = 0; i < 5; i++) {
            var spelled = i % 2 == 0 ? nurse.name().toUpperCase(Locale.ROOT) : " " + nurse.name();
            assertThat(signIn.password(spelled, "guess", known)).isEqualTo(new Refused());
        }

        assertThat(fail(nurse, known)).isInstanceOf(Wait.class);
    }

    @Test
    void asking_for_ones_own_password_has_to_wait_too() {
        var nurse = staff.actor(Role.NURSE);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> own.requirePassword(nurse, "current", "guess"))
                    .isInstanceOf(Invalid.class);
        }

        assertThatThrownBy(() -> own.requirePassword(nurse, "current", StaffFixtures.PASSWORD))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        refused -> assertThat(refused.issues())
                                .singleElement()
                                .extracting(Issue::message)
                                .asString()
                                .startsWith("Too many attempts"));
    }

    @Test
    void one_address_that_tries_many_logins_has_to_wait_too() {
        var attacker = device();
        for (int i = 0; i < 30; i++) {
            signIn.password("guess-" + UUID.randomUUID(), "not the password", attacker);
        }

        assertThat(signIn.password("guess-" + UUID.randomUUID(), "not the password", attacker))
                .isInstanceOf(Wait.class);
    }

    @Test
    void with_a_second_factor_the_password_alone_opens_nothing() {
        var nurse = staff.actor(Role.NURSE);
        var offer = secondFactor.offer(nurse);
        var codes = secondFactor.enrol(nurse, offer.sealed(), staff.code(offer.secret()));
        var device = device();

        assertThat(signIn.password(nurse.name(), StaffFixtures.PASSWORD, device))
                .isEqualTo(new CodeNeeded(nurse.user()));
        assertThat(signIn.code(nurse.user(), "000000", device)).isEqualTo(new Refused());
        assertThat(signIn.code(nurse.user(), staff.code(offer.secret()), device))
                .as("the code that enrolled was used already")
                .isEqualTo(new Refused());

        clock.tick(Duration.ofSeconds(30));
        assertThat(signIn.code(nurse.user(), staff.code(offer.secret()), device))
                .isInstanceOf(SignedIn.class);
        assertThat(signIn.code(nurse.user(), codes.getFirst(), device)).isInstanceOf(SignedIn.class);
        assertThat(signIn.code(nurse.user(), codes.getFirst(), device)).isEqualTo(new Refused());
    }

    private UUID session(Actor actor, Device device) {
        return ((SignedIn) signIn.password(actor.name(), StaffFixtures.PASSWORD, device)).session();
    }

    @Test
    void a_session_ends_when_idle_and_when_the_day_is_over() {
        var nurse = staff.actor(Role.NURSE);
        var idle = session(nurse, device());
        clock.tick(Duration.ofMinutes(29));
        assertThat(sessions.resume(idle, ORIGIN, true)).isPresent();
        clock.tick(Duration.ofMinutes(29));
        assertThat(sessions.resume(idle, ORIGIN, false)).isPresent();
        clock.tick(Duration.ofMinutes(2));
        assertThat(sessions.resume(idle, ORIGIN, true))
                .as("a page that refreshes itself is no activity")
                .isEmpty();

        var busy = session(nurse, device());
        Instant end = clock.instant().plus(Duration.ofHours(12));
        while (clock.instant().isBefore(end)) {
            assertThat(sessions.resume(busy, ORIGIN, true)).isPresent();
            clock.tick(Duration.ofMinutes(20));
        }
        assertThat(sessions.resume(busy, ORIGIN, true)).isEmpty();
    }

    @Test
    void a_reset_password_or_an_account_switched_off_ends_all_its_sessions() {
        var administrator = staff.actor(Role.ADMINISTRATOR);
        var nurse = staff.actor(Role.NURSE);
        var first = session(nurse, device());

        users.resetPassword(nurse.user(), administrator);
        assertThat(sessions.resume(first, ORIGIN, true)).isEmpty();

        assertThat(signIn.password(nurse.name(), StaffFixtures.PASSWORD, device()))
                .isEqualTo(new Refused());

        var clinician = staff.actor(Role.CLINICIAN);
        var second = session(clinician, device());
        users.deactivate(clinician.user(), administrator);
        assertThat(sessions.resume(second, ORIGIN, true)).isEmpty();
        assertThat(signIn.password(clinician.name(), StaffFixtures.PASSWORD, device()))
                .isEqualTo(new Refused());
    }
}
