package org.carewright.care.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.carewright.care.outreach.Reach.Channel;
import org.carewright.foundation.patients.AdministrativeGender;
import org.carewright.foundation.patients.BirthSex;
import org.carewright.foundation.patients.ContactPoint;
import org.carewright.foundation.patients.ContactPoint.Medium;
import org.carewright.foundation.patients.ContactPoint.Use;
import org.carewright.foundation.patients.ContactPreferences;
import org.carewright.foundation.patients.Demographics;
import org.carewright.foundation.patients.HumanName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReachTest {

    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final ContactPoint MOBILE = new ContactPoint(Medium.PHONE, "(614) 555-0123", Use.MOBILE);
    private static final ContactPoint HOME = new ContactPoint(Medium.PHONE, "614 555 0124", Use.HOME);
    private static final ContactPoint MAIL = new ContactPoint(Medium.EMAIL, "ada@example.org", Use.HOME);

    @Test
    void a_mobile_number_gets_text_messages_with_its_country() {
        assertThat(Reach.of(person(List.of(HOME, MAIL, MOBILE), ContactPreferences.NONE, null)))
                .contains(new Reach(Channel.SMS, "+16145550123", "en", null, null));
    }

    @Test
    void what_she_prefers_comes_first_and_what_she_refuses_not_at_all() {
        var prefersMail = new ContactPreferences(ContactPreferences.Channel.EMAIL, null, null, Set.of());
        var refusesText = new ContactPreferences(null, null, null, Set.of(ContactPreferences.Channel.SMS));
        var refusesBoth = new ContactPreferences(
                null, null, null, Set.of(ContactPreferences.Channel.SMS, ContactPreferences.Channel.EMAIL));

        assertThat(Reach.of(person(List.of(MOBILE, MAIL), prefersMail, "es-MX")))
                .contains(new Reach(Channel.EMAIL, "ada@example.org", "es", null, null));
        assertThat(Reach.of(person(List.of(MOBILE, MAIL), refusesText, "vi")))
                .contains(new Reach(Channel.EMAIL, "ada@example.org", "en", null, null));
        assertThat(Reach.of(person(List.of(MOBILE, MAIL), refusesBoth, null))).isEmpty();
    }

    @Test
    void a_number_that_was_or_is_no_number_is_not_written_to() {
        var old = new ContactPoint(Medium.SMS, "614-555-0123", Use.OLD);
        var broken = new ContactPoint(Medium.SMS, "555-0123", Use.MOBILE);

        assertThat(Reach.of(person(List.of(old, broken, HOME), ContactPreferences.NONE, null)))
                .isEmpty();
    }

    @Test
    void her_quiet_hours_may_go_over_midnight_and_the_night_is_everybodys() {
        var late = new Reach(Channel.SMS, "+1", "en", LocalTime.of(20, 0), LocalTime.of(10, 0));
        var noon = new Reach(Channel.SMS, "+1", "en", LocalTime.of(12, 0), LocalTime.of(14, 0));

        assertThat(awake(late, 9, 59)).isFalse();
        assertThat(awake(late, 10, 0)).isTrue();
        assertThat(awake(late, 20, 0)).isFalse();
        assertThat(awake(noon, 11, 59)).isTrue();
        assertThat(awake(noon, 12, 0)).isFalse();
        assertThat(awake(noon, 14, 0)).isTrue();
        assertThat(awake(noon, 7, 59)).isFalse();
        assertThat(awake(noon, 21, 0)).isFalse();
    }

    private static boolean awake(Reach reach, int hour, int minute) {
        var at = LocalDate.of(2026, 11, 17).atTime(hour, minute).atZone(ZONE).toInstant();
        return reach.isAwake(at, ZONE);
    }

    private static Demographics person(
            List<ContactPoint> ways, ContactPreferences preferences, @Nullable String language) {
        return new Demographics(
                List.of(HumanName.of("Lovelace", "Ada")),
                null,
                AdministrativeGender.FEMALE,
                BirthSex.UNKNOWN,
                false,
                false,
                null,
                ways,
                List.of(),
                language,
                false,
                preferences,
                null);
    }
}
