package org.carewright.foundation.directory;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.carewright.foundation.directory.DirectoryFixtures.NEW_YORK;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.SiteId;
import org.junit.jupiter.api.Test;

class WorkingHoursTest {

    private static final PractitionerId ANA = PractitionerId.fresh();
    private static final SiteId SITE = SiteId.fresh();
    private static final LocalDate MON = LocalDate.of(2026, 11, 16);

    @Test
    void the_week_repeats() {
        var open = between(MON, 14, List.of(weekly(MONDAY, 9, 12)), List.of());

        assertThat(open).containsExactly(at(MON, 9, 12), at(MON.plusDays(7), 9, 12));
    }

    @Test
    void touching_stretches_are_one() {
        var open = between(MON, 1, List.of(weekly(MONDAY, 9, 12), weekly(MONDAY, 12, 15)), List.of());

        assertThat(open).containsExactly(at(MON, 9, 15));
    }

    @Test
    void time_away_cuts_a_hole() {
        var away = exception(HoursException.Kind.AWAY, MON.atTime(10, 0), MON.atTime(11, 0));

        var open = between(MON, 1, List.of(weekly(MONDAY, 9, 12)), List.of(away));

        assertThat(open).containsExactly(at(MON, 9, 10), at(MON, 11, 12));
    }

    @Test
    void a_closed_day_takes_the_weekly_hours_but_not_the_extra_ones() {
        var extra = exception(HoursException.Kind.EXTRA, MON.atTime(14, 0), MON.atTime(15, 0));

        var open = WorkingHours.between(
                MON, MON.plusDays(1), NEW_YORK, List.of(weekly(MONDAY, 9, 12)), List.of(extra), Set.of(MON));

        assertThat(open).containsExactly(at(MON, 14, 15));
    }

    @Test
    void time_away_goes_before_extra_hours() {
        var extra = exception(HoursException.Kind.EXTRA, MON.atTime(14, 0), MON.atTime(16, 0));
        var away = exception(HoursException.Kind.AWAY, MON.atStartOfDay(), MON.atTime(15, 0));

        assertThat(between(MON, 1, List.of(), List.of(extra, away))).containsExactly(at(MON, 15, 16));
    }

    @Test
    void hours_hold_from_their_first_day_until_the_day_they_end() {
        var hours = new PractitionerHours(
                Id.fresh(),
                ANA,
                SITE,
                new OpenHours(MONDAY, LocalTime.of(9, 0), LocalTime.of(12, 0)),
                new Validity(MON, MON.plusDays(7)));

        assertThat(between(MON.minusDays(7), 21, List.of(hours), List.of())).containsExactly(at(MON, 9, 12));
    }

    @Test
    void the_wall_clock_is_kept_across_daylight_saving() {
        var sunday = LocalDate.of(2026, 3, 8); // 02:00 to 03:00 does not exist

        var open = between(sunday, 1, List.of(weekly(SUNDAY, 1, 5)), List.of());

        assertThat(open)
                .containsExactly(
                        new Interval(Instant.parse("2026-03-08T06:00:00Z"), Instant.parse("2026-03-08T09:00:00Z")));
        assertThat(between(sunday, 1, List.of(weekly(SUNDAY, 2, 3)), List.of())).isEmpty();
    }

    @Test
    void midnight_ends_a_day_and_the_next_goes_on() {
        var late = new PractitionerHours(
                Id.fresh(),
                ANA,
                SITE,
                new OpenHours(SUNDAY, LocalTime.of(20, 0), LocalTime.MAX),
                Validity.from(LocalDate.of(2026, 1, 1)));

        var open = between(MON.minusDays(1), 2, List.of(late, weekly(MONDAY, 0, 4)), List.of());

        assertThat(open)
                .containsExactly(
                        new Interval(Instant.parse("2026-11-16T01:00:00Z"), Instant.parse("2026-11-16T09:00:00Z")));
    }

    private static List<Interval> between(
            LocalDate from, int days, List<PractitionerHours> weekly, List<HoursException> exceptions) {
        return WorkingHours.between(from, from.plusDays(days), NEW_YORK, weekly, exceptions, Set.of());
    }

    private static PractitionerHours weekly(DayOfWeek day, int from, int until) {
        return DirectoryFixtures.hours(ANA, SITE, day, LocalTime.of(from, 0), LocalTime.of(until, 0));
    }

    private static HoursException exception(HoursException.Kind kind, LocalDateTime starts, LocalDateTime ends) {
        return new HoursException(Id.fresh(), ANA, SITE, kind, starts, ends, "");
    }

    private static Interval at(LocalDate day, int from, int until) {
        return new Interval(
                day.atTime(from, 0).atZone(NEW_YORK).toInstant(),
                day.atTime(until, 0).atZone(NEW_YORK).toInstant());
    }
}
