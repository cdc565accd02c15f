package org.carewright.foundation.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.carewright.CarewrightTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContextManager;

/**
 * The arithmetic of the database against a simple one that walks day by day, for any start in any calendar: around
 * changes of daylight saving, ends of months and years, leap days, weekends and holidays.
 */
@CarewrightTest
class ClockArithmeticTest {

    private static final String CLOSED = "null";
    private static final String MIDNIGHT = "24:00";

    /** A site's calendar: closing time per weekday from Monday, as SQL writes it; closed days; which are holidays. */
    record Calendar(ZoneId zone, List<String> closes, Set<LocalDate> closed, Set<LocalDate> holidays) {}

    @Autowired
    JdbcClient jdbc;

    @BeforeProperty
    void inject() throws Exception {
        new TestContextManager(getClass()).prepareTestInstance(this);
    }

    @Property(tries = 300)
    void calendar_days_keep_the_wall_clock(
            @ForAll("starts") Instant start,
            @ForAll("calendars") Calendar calendar,
            @ForAll @IntRange(max = 400) int n) {
        var local = LocalDateTime.ofInstant(start, calendar.zone()).plusDays(n);

        assertThat(add(start, n, "calendar-days", calendar)).isEqualTo(resolve(local, calendar.zone()));
    }

    @Property(tries = 200)
    void a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(
            @ForAll("starts") Instant start,
            @ForAll("calendars") Calendar calendar,
            @ForAll @IntRange(max = 40) int n) {
        var local = LocalDateTime.ofInstant(start, calendar.zone());

        assertThat(add(start, n, "months", calendar)).isEqualTo(resolve(local.plusMonths(n), calendar.zone()));
        assertThat(add(start, n, "years", calendar)).isEqualTo(resolve(local.plusYears(n), calendar.zone()));
    }

    @Property(tries = 200)
    void hours_are_elapsed_time(
            @ForAll("starts") Instant start,
            @ForAll("calendars") Calendar calendar,
            @ForAll @IntRange(max = 2000) int n) {
        assertThat(add(start, n, "hours", calendar)).isEqualTo(start.plusSeconds(n * 3600L));
        assertThat(add(start, n, "minutes", calendar)).isEqualTo(start.plusSeconds(n * 60L));
    }

    @Property(tries = 200)
    void counting_back_in_days_keeps_the_wall_clock_too(
            @ForAll("starts") Instant start,
            @ForAll("calendars") Calendar calendar,
            @ForAll @IntRange(max = 100) int n) {
        var local = LocalDateTime.ofInstant(start, calendar.zone()).minusDays(n);

        assertThat(add(start, -n, "calendar-days", calendar)).isEqualTo(resolve(local, calendar.zone()));
    }

    @Property(tries = 500)
    void business_days_end_at_the_close_of_the_nth_open_day(
            @ForAll("starts") Instant start,
            @ForAll("calendars") Calendar calendar,
            @ForAll @IntRange(max = 12) int n) {
        assertThat(add(start, n, "business-days", calendar))
                .isEqualTo(walk(start, n, calendar.zone(), calendar.closes(), calendar.closed()));
    }

    @Property(tries = 300)
    void weekdays_are_monday_to_friday_without_holidays(
            @ForAll("starts") Instant start,
            @ForAll("calendars") Calendar calendar,
            @ForAll @IntRange(max = 12) int n) {
        var weekdays = weekdayCloses(calendar);

        assertThat(add(start, n, "weekdays", calendar))
                .isEqualTo(walk(start, n, calendar.zone(), weekdays, calendar.holidays()));
    }

    @Property(tries = 200)
    void a_due_time_lies_after_its_start_and_a_longer_limit_is_never_due_earlier(
            @ForAll("starts") Instant start,
            @ForAll("calendars") Calendar calendar,
            @ForAll @IntRange(min = 1, max = 20) int n) {
        for (var unit : List.of("hours", "calendar-days", "business-days", "weekdays", "months")) {
            var due = add(start, n, unit, calendar);

            assertThat(due).isAfter(start);
            assertThat(add(start, n + 1, unit, calendar)).isAfter(due);
        }
    }

    @Provide
    Arbitrary<Instant> starts() {
        var any = Arbitraries.longs()
                .between(
                        Instant.parse("2024-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("2029-12-31T00:00:00Z").getEpochSecond());
        var changes = Arbitraries.of(
                        "2026-03-08T07:00:00Z",
                        "2026-11-01T06:00:00Z",
                        "2027-03-28T01:00:00Z",
                        "2028-02-29T12:00:00Z",
                        "2025-12-31T23:30:00Z",
                        "2026-01-31T15:00:00Z",
                        "2026-04-04T14:00:00Z")
                .flatMap(moment -> Arbitraries.longs()
                        .between(-40L * 3600, 40L * 3600)
                        .map(seconds -> Instant.parse(moment).getEpochSecond() + seconds));
        return Arbitraries.oneOf(any, changes).map(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<Calendar> calendars() {
        var zones = Arbitraries.of(
                        "America/New_York",
                        "America/Phoenix",
                        "America/Los_Angeles",
                        "Europe/Berlin",
                        "Australia/Lord_Howe")
                .map(ZoneId::of);
        var closing = Arbitraries.of("12:00", "17:00", "01:30", MIDNIGHT, CLOSED);
        var week = closing.list().ofSize(7).filter(closes -> closes.stream().anyMatch(time -> !time.equals(CLOSED)));
        var days = Arbitraries.integers()
                .between(0, 2200)
                .map(LocalDate.of(2024, 1, 1)::plusDays)
                .set()
                .ofMaxSize(300);
        return Combinators.combine(zones, week, days)
                .as((zone, closes, closed) -> new Calendar(
                        zone,
                        closes,
                        closed,
                        closed.stream()
                                .filter(day -> day.getDayOfMonth() % 2 == 0)
                                .collect(Collectors.toSet())));
    }

    /** In a gap later by the gap, of two the later: {@link LocalDateTime#atZone} and the later offset. */
    private static Instant resolve(LocalDateTime local, ZoneId zone) {
        return local.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }

    private static Instant walk(Instant start, int n, ZoneId zone, List<String> closes, Set<LocalDate> closed) {
        var local = LocalDateTime.ofInstant(start, zone);
        var open = 0;
        for (var day = local.toLocalDate(); ; day = day.plusDays(1)) {
            var closing = closes.get(day.getDayOfWeek().getValue() - 1);
            if (closing.equals(CLOSED) || closed.contains(day)) continue;
            var close =
                    closing.equals(MIDNIGHT) ? day.plusDays(1).atStartOfDay() : day.atTime(LocalTime.parse(closing));
            if (n == 0 && close.isAfter(local)) return resolve(close, zone);
            if (n > 0 && day.isAfter(local.toLocalDate()) && ++open == n) return resolve(close, zone);
        }
    }

    private static List<String> weekdayCloses(Calendar calendar) {
        return IntStream.range(0, 7)
                .mapToObj(i -> i >= 5
                        ? CLOSED
                        : calendar.closes().get(i).equals(CLOSED)
                                ? MIDNIGHT
                                : calendar.closes().get(i))
                .toList();
    }

    private Instant add(Instant start, int amount, String unit, Calendar calendar) {
        return jdbc.sql("""
                select clock_add(:start, :amount, :unit, row(null, :zone, cast(:closes as time[]),
                    cast(:weekdayCloses as time[]), cast(:closed as date[]), cast(:holidays as date[]))::clock_calendar)
                """)
                .param("start", OffsetDateTime.ofInstant(start, ZoneOffset.UTC))
                .param("amount", amount)
                .param("unit", unit)
                .param("zone", calendar.zone().getId())
                .param("closes", array(calendar.closes()))
                .param("weekdayCloses", array(weekdayCloses(calendar)))
                .param("closed", array(calendar.closed()))
                .param("holidays", array(calendar.holidays()))
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static String array(Collection<?> elements) {
        return elements.stream().map(Object::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
