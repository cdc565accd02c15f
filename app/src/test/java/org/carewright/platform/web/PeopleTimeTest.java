package org.carewright.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.carewright.platform.web.PeopleTime.Nearness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleTimeTest {

    /** Sunday 2026-11-22, 09:00 in New York. */
    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final PeopleTime english = new PeopleTime(NOW, NEW_YORK, Locale.US);
    private final PeopleTime spanish = new PeopleTime(NOW, NEW_YORK, Locale.forLanguageTag("es-US"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-22T17:40:00Z | today 12:40         | hoy 12:40
            2026-11-23T14:40:00Z | tomorrow 09:40      | mañana 09:40
            2026-11-21T21:10:00Z | yesterday 16:10     | ayer 16:10
            2026-11-27T14:40:00Z | Fri Nov 27 09:40    | vie 27 nov 09:40
            2027-01-09T14:40:00Z | Jan 9, 2027 09:40   | 9 ene 2027 09:40
            """)
    void a_moment_is_said_as_people_say_it(Instant at, String inEnglish, String inSpanish) {
        assertThat(english.moment(at)).isEqualTo(inEnglish);
        assertThat(spanish.moment(at)).isEqualTo(inSpanish);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-22T14:00:00Z | due in 1 minute      | vence en 1 minuto
            2026-11-22T14:20:00Z | due in 20 minutes    | vence en 20 minutos
            2026-11-22T22:00:00Z | due today 17:00      | vence hoy 17:00
            2026-11-24T17:00:00Z | due Tue Nov 24 12:00 | vence mar 24 nov 12:00
            2026-11-22T13:15:00Z | 45 minutes late      | 45 minutos de retraso
            2026-11-22T11:00:00Z | 3 hours late         | 3 horas de retraso
            2026-11-21T13:59:00Z | 1 day late           | 1 día de retraso
            2026-11-20T13:00:00Z | 2 days late          | 2 días de retraso
            """)
    void a_deadline_says_how_near_or_how_late(Instant due, String inEnglish, String inSpanish) {
        assertThat(english.due(due)).isEqualTo(inEnglish);
        assertThat(spanish.due(due)).isEqualTo(inSpanish);
    }

    @Test
    void a_day_as_deadline_is_late_from_the_next_day_on() {
        assertThat(english.due(LocalDate.of(2026, 11, 22))).isEqualTo("due today");
        assertThat(english.due(LocalDate.of(2026, 11, 21))).isEqualTo("1 day late");
        assertThat(spanish.due(LocalDate.of(2026, 11, 19))).isEqualTo("3 días de retraso");
    }

    @Test
    void the_past_is_near_first_and_then_a_date() {
        assertThat(english.ago(NOW.minusSeconds(20))).isEqualTo("just now");
        assertThat(english.ago(NOW.minus(Duration.ofMinutes(5)))).isEqualTo("5 minutes ago");
        assertThat(spanish.ago(NOW.minus(Duration.ofHours(3)))).isEqualTo("hace 3 horas");
        assertThat(english.ago(NOW.minus(Duration.ofHours(30)))).isEqualTo("yesterday 03:00");
    }

    @Test
    void a_span_says_its_day_once() {
        var start = Instant.parse("2026-11-23T14:40:00Z");

        assertThat(english.span(start, start.plus(Duration.ofMinutes(30)))).isEqualTo("tomorrow 09:40–10:10");
        assertThat(english.span(start, start.plus(Duration.ofHours(20)))).isEqualTo("tomorrow 09:40–Tue Nov 24 05:40");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1958-03-04 | Mar 4, 1958 (68)    | 68 years
            2025-10-01 | Oct 1, 2025 (13 mo) | 13 months
            2026-11-03 | Nov 3, 2026 (2 wk)  | 19 days
            2026-11-21 | Nov 21, 2026 (1 d)  | 1 day
            """)
    void the_very_young_have_their_age_in_small_units(LocalDate birthDate, String born, String age) {
        assertThat(english.born(birthDate)).isEqualTo(born);
        assertThat(english.age(birthDate)).isEqualTo(age);
    }

    @Test
    void tomorrow_is_tomorrow_where_the_site_is() {
        var lateEvening = Instant.parse("2026-11-23T02:00:00Z");

        assertThat(english.moment(lateEvening)).isEqualTo("today 21:00");
        assertThat(new PeopleTime(NOW, ZoneId.of("Europe/Madrid"), Locale.US).moment(lateEvening))
                .isEqualTo("tomorrow 03:00");
    }

    @Test
    void the_day_the_clocks_change_is_still_one_day() {
        var saturday = new PeopleTime(Instant.parse("2026-10-31T12:00:00Z"), NEW_YORK, Locale.US);

        assertThat(saturday.moment(Instant.parse("2026-11-01T14:00:00Z"))).isEqualTo("tomorrow 09:00");
        assertThat(saturday.exact(Instant.parse("2026-11-01T14:00:00Z")))
                .isEqualTo("Sunday, November 1, 2026, 09:00 EST");
    }

    @Test
    void within_a_day_is_soon() {
        assertThat(english.nearness(NOW.minusSeconds(1))).isEqualTo(Nearness.LATE);
        assertThat(english.nearness(NOW)).isEqualTo(Nearness.SOON);
        assertThat(english.nearness(NOW.plus(Duration.ofHours(24)))).isEqualTo(Nearness.SOON);
        assertThat(english.nearness(NOW.plus(Duration.ofHours(25)))).isEqualTo(Nearness.LATER);
    }
}
