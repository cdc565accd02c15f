package org.carewright.foundation.clocks;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.carewright.foundation.directory.DirectoryFixtures.NEW_YORK;
import static org.carewright.foundation.directory.DirectoryFixtures.manager;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.foundation.directory.DirectoryFixtures;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.Stale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@CarewrightTest
class ClocksTest {

    /** A Monday. */
    private static final Instant START = newYork("2026-11-16T10:00");

    @Autowired
    Clocks clocks;

    @Autowired
    DirectoryFixtures places;

    @Autowired
    StaffFixtures staff;

    @Autowired
    JdbcClient jdbc;

    @Test
    void every_shipped_rule_names_its_source_and_has_a_deadline() {
        var shipped =
                clocks.rules(manager()).stream().filter(ClockRule::shipped).toList();

        assertThat(shipped).hasSizeGreaterThan(35);
        assertThat(shipped).allSatisfy(rule -> {
            assertThat(rule.source()).isNotBlank();
            assertThat(rule.limits()).extracting(ClockLimit::stage).contains("due");
        });
        assertThat(shipped.stream().filter(ClockRule::secondary).map(ClockRule::id))
                .contains("transitional-care-contact", "medicare-appeal-first", "prior-auth-drug-decision-standard");
    }

    @Test
    void two_business_days_are_counted_by_the_site() {
        var site = places.siteOpenOn(MONDAY, WEDNESDAY);

        assertThat(clocks.due("no-show-rebook", START, site)).contains(newYork("2026-11-23T17:00"));
    }

    @Test
    void a_closed_day_moves_the_deadline_on() {
        var site = places.siteOpenOn(MONDAY, TUESDAY, WEDNESDAY);
        places.close(site, newYorkDate(START).plusDays(1));

        assertThat(clocks.due("no-show-rebook", START, site)).contains(newYork("2026-11-23T17:00"));
    }

    @Test
    void a_site_without_hours_works_monday_to_friday_until_midnight() {
        var friday = newYork("2026-11-20T10:00");

        assertThat(clocks.due("no-show-rebook", friday, places.site())).contains(newYork("2026-11-25T00:00"));
    }

    @Test
    void weekdays_do_not_ask_when_the_site_is_open() {
        var site = places.siteOpenOn(MONDAY);

        assertThat(clocks.due("transitional-care-contact", START, site)).contains(newYork("2026-11-19T00:00"));
    }

    @Test
    void a_rule_holds_for_what_starts_on_its_first_day_and_later() {
        var site = places.site();

        assertThat(clocks.due("prior-auth-decision-standard", newYork("2025-12-31T23:59"), site))
                .isEmpty();
        assertThat(clocks.due("prior-auth-decision-standard", newYork("2026-01-01T00:00"), site))
                .contains(newYork("2026-01-08T00:00"));
    }

    @Test
    void a_rule_that_is_off_or_measures_no_time_gives_no_due_time() {
        assertThat(clocks.due("prior-auth-drug-decision-standard", START, null)).isEmpty();
        assertThat(clocks.due("days-covered", START, null)).isEmpty();
    }

    @Test
    void a_name_nobody_knows_is_a_bug_and_fails() {
        assertThatThrownBy(() -> clocks.due("no-such-rule", START, null)).isInstanceOf(DataAccessException.class);
    }

    @Test
    void reminders_count_back_from_what_lies_ahead() {
        assertThat(clocks.due("credential-expiry", "first", newYork("2027-03-01T00:00"), places.site()))
                .contains(newYork("2026-12-01T00:00"));
    }

    @Test
    void a_site_that_tightens_a_rule_is_due_earlier_and_others_are_not() {
        var strict = places.site();
        var other = places.site();

        clocks.tighten(new Tightening("result-unreviewed", "due", strict, 3, "our promise"), manager());

        assertThat(clocks.due("result-unreviewed", START, strict)).contains(newYork("2026-11-19T10:00"));
        assertThat(clocks.due("result-unreviewed", START, other)).contains(newYork("2026-11-30T10:00"));
        clocks.relax("result-unreviewed", "due", strict, manager());
        assertThat(clocks.due("result-unreviewed", START, strict)).contains(newYork("2026-11-30T10:00"));
    }

    @Test
    void loosening_is_refused_with_the_reason_and_nothing_is_written() {
        var site = places.site();

        var refusal = catchThrowableOfType(
                Invalid.class,
                () -> clocks.tighten(new Tightening("result-unreviewed", "due", site, 20, "busy"), manager()));

        assertThat(refusal.issues())
                .extracting(Issue::message)
                .containsExactly(
                        "The rule says within 14 calendar days: a site may be stricter than that, never looser.");
        assertThat(clocks.tightenings(manager()))
                .noneMatch(tightening -> tightening.site().equals(site));
    }

    @Test
    void keeping_longer_is_stricter_than_keeping_shorter() {
        var site = places.site();

        assertThat(clocks.issues(new Tightening("documentation-kept", "due", site, 10, "state law")))
                .isEmpty();
        assertThat(clocks.issues(new Tightening("documentation-kept", "due", site, 5, "")))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from clock_limit where rule_id = 'breach-notice'",
                "update clock_limit set amount = 90 where rule_id = 'breach-notice'",
                "update clock_limit set rule_id = 'task' where rule_id = 'breach-notice'",
                "update clock_rule set enabled = false where id = 'breach-notice'",
                "update clock_rule set optional = true where id = 'breach-notice'",
                "update clock_rule set source = 'me' where id = 'breach-notice'",
                "delete from clock_rule where id = 'breach-notice'",
                "insert into clock_limit (rule_id, amount, unit, effective_from) values ('breach-notice', 90, 'years', '2030-01-01')",
                "insert into clock_rule (id, title, starts_with, stops_with, scope, source, shipped) values ('x', 'x', 'x', 'x', 'x', 'x', true)",
                "insert into clock_tightening (rule_id, stage, site_id, amount) select 'breach-notice', 'due', id, 61 from site"
            })
    void the_database_itself_keeps_shipped_rules_as_they_are(String statement) {
        places.site();

        assertThatThrownBy(() -> jdbc.sql(statement).update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void a_site_adds_a_rule_of_its_own_and_switches_it_off_again() {
        var site = places.site();
        var id = "own-" + UUID.randomUUID();
        clocks.add(own(id, 4), manager());

        assertThat(clocks.due(id, START, site)).contains(START.plusSeconds(4 * 3600));
        clocks.enable(id, false, 0, manager());

        assertThat(clocks.due(id, START, site)).isEmpty();
        assertThatThrownBy(() -> clocks.enable(id, true, 0, manager())).isInstanceOf(Stale.class);
        assertThatThrownBy(() -> clocks.add(own(id, 4), manager())).isInstanceOf(Invalid.class);
    }

    @Test
    void a_rule_of_one_site_runs_at_that_site_only() {
        var site = places.site();
        var id = "own-" + UUID.randomUUID();

        clocks.add(
                ClockRule.own(id, "Call", "Sent", "Back", site, ClockLimit.within(4, ClockLimit.Unit.HOURS)),
                manager());

        assertThat(clocks.due(id, START, site)).isPresent();
        assertThat(clocks.due(id, START, places.site())).isEmpty();
        assertThat(clocks.due(id, START, null)).isEmpty();
    }

    @Test
    void all_that_is_wrong_with_a_rule_is_said_at_once() {
        var wrong = ClockRule.own("Not A Name", "", "", "", null, ClockLimit.within(0, ClockLimit.Unit.HOURS));

        var refusal = catchThrowableOfType(Invalid.class, () -> clocks.add(wrong, manager()));

        assertThat(refusal.issues()).hasSize(5);
    }

    @Test
    void a_shipped_rule_in_force_cannot_be_switched_off() {
        assertThatThrownBy(() -> clocks.enable("breach-notice", false, 0, manager()))
                .isInstanceOf(Invalid.class);

        assertThat(clocks.rule("breach-notice", manager()).enabled()).isTrue();
    }

    @Test
    void a_nurse_sees_the_clocks_and_changes_none_and_the_front_desk_sees_none() {
        var nurse = staff.actor(Role.NURSE);
        var site = places.site();

        assertThat(clocks.rules(nurse)).isNotEmpty();
        assertThatThrownBy(() -> clocks.tighten(new Tightening("task", "due", site, 1, "why"), nurse))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> clocks.rules(staff.actor(Role.FRONT_DESK))).isInstanceOf(Forbidden.class);
    }

    @Test
    void a_rule_that_is_not_there_is_not_found() {
        assertThatThrownBy(() -> clocks.rule("no-such-rule", manager())).isInstanceOf(NotFound.class);
    }

    @Test
    void the_join_of_many_and_the_function_for_one_agree_for_every_rule() {
        var site = places.siteOpenOn(MONDAY, WEDNESDAY);
        places.close(site, newYorkDate(START).plusDays(2));
        clocks.tighten(new Tightening("no-show-rebook", "due", site, 1, "why"), manager());

        var different = jdbc.sql("""
                select t.rule || ' ' || t.stage
                from clock_term t
                where t.site_id = :site
                  and clock_add(:start, t.amount, t.unit, t.calendar)
                      is distinct from clock_due(t.rule, :start, :site, t.stage)
                """)
                .param("site", site.value())
                .param("start", OffsetDateTime.ofInstant(START, java.time.ZoneOffset.UTC))
                .query(String.class)
                .list();

        assertThat(different).isEqualTo(List.of());
    }

    @Test
    @Transactional
    void the_calendars_kept_are_those_of_the_directory() {
        var site = places.siteOpenOn(MONDAY, WEDNESDAY);
        places.close(site, newYorkDate(START));
        assertThat(calendarsThatDiffer()).isEmpty();

        for (var change : List.of(
                "update site set time_zone = 'America/Denver' where id = :site",
                "update site_hours set closes = '12:00' where site_id = :site and weekday = 1",
                "delete from site_hours where site_id = :site and weekday = 3",
                "update site_closure set holiday = true where site_id = :site",
                "delete from site_closure where site_id = :site",
                """
                merge into organization o
                using (select :site) as one on true
                when matched then update set time_zone = 'America/Denver'
                when not matched then insert (name, time_zone) values ('Lakeside', 'America/Denver')
                """)) {
            assertThat(jdbc.sql(change).param("site", site.value()).update()).isEqualTo(1);
            assertThat(calendarsThatDiffer()).as(change).isEmpty();
        }
    }

    private List<UUID> calendarsThatDiffer() {
        return jdbc.sql("""
                select coalesce(site_id, uuidv7())
                from ((table calendar_source except table clock_calendar)
                      union all (table clock_calendar except table calendar_source)) as different
                """).query(UUID.class).list();
    }

    private static ClockRule own(String id, int hours) {
        return ClockRule.own(id, "Call", "Sent", "Back", null, ClockLimit.within(hours, ClockLimit.Unit.HOURS));
    }

    private static Instant newYork(String local) {
        return LocalDateTime.parse(local).atZone(NEW_YORK).toInstant();
    }

    private static java.time.LocalDate newYorkDate(Instant moment) {
        return moment.atZone(NEW_YORK).toLocalDate();
    }
}
