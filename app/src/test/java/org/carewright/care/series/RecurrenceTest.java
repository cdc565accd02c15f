package org.carewright.care.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.carewright.care.series.Recurrence.End;
import org.carewright.care.series.Recurrence.MonthlyOnDay;
import org.carewright.care.series.Recurrence.MonthlyOnWeekday;
import org.carewright.care.series.Recurrence.Pattern;
import org.carewright.care.series.Recurrence.Times;
import org.carewright.care.series.Recurrence.Until;
import org.carewright.care.series.Recurrence.Weekly;

class RecurrenceTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 3);

    @Property
    void the_days_are_those_of_a_calendar_read_day_by_day(@ForAll("recurrences") Recurrence recurrence) {
        var most = recurrence.end() instanceof Times(var count) ? count : Recurrence.MOST;
        var last = recurrence.end() instanceof Until(var until)
                ? until
                : recurrence.first().plusYears(20);
        Predicate<LocalDate> fits = day -> fits(recurrence, day);

        assertThat(recurrence.days())
                .isEqualTo(recurrence
                        .first()
                        .datesUntil(last.plusDays(1))
                        .filter(fits)
                        .limit(most)
                        .toList());
    }

    @Property
    void the_wall_clock_is_kept_across_daylight_saving_and_time_goes_on(
            @ForAll("recurrences") Recurrence recurrence, @ForAll("zones") ZoneId zone) {
        var starts = recurrence.starts(zone);
        var days = recurrence.days();

        assertThat(starts).isSorted().doesNotHaveDuplicates();
        for (var i = 0; i < days.size(); i++) {
            var wall = days.get(i).atTime(recurrence.at());
            var clock = starts.get(i).atZone(zone).toLocalDateTime();
            var offsets = zone.getRules().getValidOffsets(wall);
            if (offsets.isEmpty()) {
                var skipped = zone.getRules().getTransition(wall).getDuration();
                assertThat(clock).isEqualTo(wall.plus(skipped));
            } else {
                assertThat(clock).isEqualTo(wall);
                assertThat(starts.get(i)).isEqualTo(wall.toInstant(offsets.getFirst()));
            }
        }
    }

    @Property
    void a_rule_that_was_written_is_read_back(@ForAll("recurrences") Recurrence recurrence) {
        assertThat(Recurrence.of(recurrence.rule(), recurrence.first(), recurrence.at()))
                .isEqualTo(recurrence);
    }

    @Example
    void nine_in_the_morning_stays_nine_when_summer_time_begins() {
        var recurrence =
                new Recurrence(DAY, LocalTime.of(9, 0), new Weekly(1, Set.of(DayOfWeek.TUESDAY)), new Times(2));

        assertThat(recurrence.starts(ZoneId.of("America/New_York")))
                .containsExactly(Instant.parse("2026-03-03T14:00:00Z"), Instant.parse("2026-03-10T13:00:00Z"));
    }

    @Example
    void a_month_without_the_day_is_left_out() {
        var recurrence = new Recurrence(
                LocalDate.of(2026, 1, 31),
                LocalTime.NOON,
                new MonthlyOnDay(1, 31),
                new Until(LocalDate.of(2026, 5, 31)));

        assertThat(recurrence.days())
                .containsExactly(LocalDate.of(2026, 1, 31), LocalDate.of(2026, 3, 31), LocalDate.of(2026, 5, 31));
    }

    @Example
    void it_is_said_in_words() {
        assertThat(new Recurrence(DAY, LocalTime.of(9, 0), new MonthlyOnWeekday(2, -1, DayOfWeek.FRIDAY), new Times(6))
                        .words())
                .isEqualTo("Every 2 months on the last Friday at 09:00, 6 times");
    }

    private static boolean fits(Recurrence recurrence, LocalDate day) {
        return switch (recurrence.pattern()) {
            case Weekly(var every, var days) ->
                days.contains(day.getDayOfWeek())
                        && ChronoUnit.WEEKS.between(monday(recurrence.first()), monday(day)) % every == 0;
            case MonthlyOnDay(var every, var number) ->
                day.getDayOfMonth() == number && months(recurrence, day) % every == 0;
            case MonthlyOnWeekday(var every, var ordinal, var weekday) ->
                day.getDayOfWeek() == weekday
                        && (ordinal > 0
                                ? (day.getDayOfMonth() - 1) / 7 + 1 == ordinal
                                : day.plusWeeks(1).getMonth() != day.getMonth())
                        && months(recurrence, day) % every == 0;
        };
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static long months(Recurrence recurrence, LocalDate day) {
        return ChronoUnit.MONTHS.between(recurrence.first().withDayOfMonth(1), day.withDayOfMonth(1));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(List.of(
                        "America/New_York",
                        "America/St_Johns",
                        "Europe/Berlin",
                        "Australia/Lord_Howe",
                        "Africa/Casablanca"))
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<Recurrence> recurrences() {
        var first = Arbitraries.integers().between(0, 1500).map(LocalDate.of(2025, 1, 1)::plusDays);
        var at = Arbitraries.integers().between(0, 287).map(slot -> LocalTime.ofSecondOfDay(slot * 300L));
        var every = Arbitraries.integers().between(1, 6);
        var weekday = Arbitraries.of(DayOfWeek.values());
        Arbitrary<Pattern> weekly =
                Combinators.combine(every, weekday.set().ofMinSize(1)).as(Weekly::new);
        Arbitrary<Pattern> onDay = Combinators.combine(
                        every, Arbitraries.integers().between(1, 31))
                .as(MonthlyOnDay::new);
        Arbitrary<Pattern> onWeekday = Combinators.combine(every, Arbitraries.of(1, 2, 3, 4, -1), weekday)
                .as(MonthlyOnWeekday::new);
        Arbitrary<Pattern> patterns = Arbitraries.oneOf(weekly, onDay, onWeekday);
        return Combinators.combine(first, at, patterns).flatAs((day, time, pattern) -> {
            Arbitrary<End> times = Arbitraries.integers().between(1, 40).map(Times::new);
            Arbitrary<End> until = Arbitraries.integers().between(0, 500).map(days -> new Until(day.plusDays(days)));
            return Arbitraries.oneOf(times, until).map(end -> new Recurrence(day, time, pattern, end));
        });
    }
}
