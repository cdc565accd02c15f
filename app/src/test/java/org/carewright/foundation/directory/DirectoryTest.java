package org.carewright.foundation.directory;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.carewright.foundation.directory.DirectoryFixtures.hours;
import static org.carewright.foundation.directory.DirectoryFixtures.manager;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.Stale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@CarewrightTest
class DirectoryTest {

    private static final LocalDate MON = LocalDate.of(2026, 11, 16);

    @Autowired
    Directory directory;

    @Autowired
    DirectoryFixtures fixtures;

    @Autowired
    StaffFixtures staff;

    @Autowired
    JdbcClient jdbc;

    @Test
    void the_organization_is_written_once_and_then_changed() {
        var name = "Clinics " + UUID.randomUUID();
        var version = directory.organization().map(Organization::version).orElse(0);

        directory.save(new Organization(name, "1234567893", "America/New_York", version), manager());

        assertThat(directory.organization().orElseThrow().name()).isEqualTo(name);
    }

    @Test
    void each_table_of_the_directory_changes_its_version() {
        var tables = jdbc.sql("""
                select distinct u.table_name
                from information_schema.view_table_usage u
                where u.view_schema = current_schema() and u.table_name <> 'directory_version'
                  and u.view_name in ('site_view', 'site_hours_view', 'site_closure_view', 'organization_view',
                                      'practitioner_view', 'practitioner_role_view', 'practitioner_hours_view',
                                      'practitioner_exception_view', 'room_view', 'device_view', 'visit_type_view')
                """).query(String.class).list();

        assertThat(tables).hasSize(11).allSatisfy(table -> {
            var before = directoryVersion();
            jdbc.sql("delete from " + table + " where false").update();
            assertThat(directoryVersion()).isGreaterThan(before);
        });
    }

    private long directoryVersion() {
        return jdbc.sql("select version from directory_version_view")
                .query(Long.class)
                .single();
    }

    @Test
    void a_site_comes_back_as_it_was_added() {
        var site = new Site(
                SiteId.fresh(),
                "Riverside " + UUID.randomUUID(),
                "America/Chicago",
                "1 Main St",
                "Chicago",
                "IL",
                "60601",
                "(312) 555-0101",
                true,
                0);

        directory.add(site, manager());

        assertThat(directory.site(site.id())).isEqualTo(site);
        assertThat(directory.sites()).contains(site);
    }

    @Test
    void all_that_is_wrong_with_a_site_is_said_at_once() {
        var site = new Site(fixtures.site(), " ", "EST", "", "", "Ohio", "4321", "", true, 0);

        var invalid = catchThrowableOfType(Invalid.class, () -> directory.change(site, manager()));

        assertThat(invalid.issues())
                .extracting(Issue::path)
                .containsExactlyInAnyOrder("name", "timeZone", "state", "postalCode");
    }

    @Test
    void a_name_that_another_site_has_is_refused() {
        var other = directory.site(fixtures.site());

        var twin = Site.named(other.name(), other.zone());

        assertThat(catchThrowableOfType(Invalid.class, () -> directory.add(twin, manager()))
                        .issues())
                .extracting(Issue::code)
                .containsExactly("conflict");
        assertThatThrownBy(() -> directory.site(twin.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void who_was_slower_is_told_and_nothing_is_lost() {
        var site = directory.site(fixtures.site());
        directory.change(site.with(false, 0), manager());

        assertThatThrownBy(() -> directory.change(site.with(true, 0), manager()))
                .isInstanceOf(Stale.class);

        assertThat(directory.site(site.id()).active()).isFalse();
    }

    @Test
    void a_coordinator_sees_the_directory_and_changes_nothing() {
        var coordinator = staff.actor(Role.COORDINATOR);
        var site = directory.site(fixtures.site());

        assertThat(directory.see(coordinator)).isFalse();
        assertThatThrownBy(() -> directory.change(site.with(false, 0), coordinator))
                .isInstanceOf(Forbidden.class);
        assertThat(directory.site(site.id())).isEqualTo(site);
    }

    @Test
    void hours_of_a_site_are_replaced_as_a_whole() {
        var site = directory.site(fixtures.siteOpenOn(MONDAY, FRIDAY));
        var night = new OpenHours(FRIDAY, LocalTime.of(20, 0), LocalTime.MAX);

        directory.setHours(site, List.of(night), manager());

        assertThat(directory.hours(site.id())).containsExactly(night);
    }

    @Test
    void the_database_refuses_hours_that_overlap_or_zones_and_numbers_that_are_none() {
        var site = fixtures.siteOpenOn(MONDAY).value();
        var practitioner = fixtures.practitioner().value();

        assertThatThrownBy(() -> jdbc.sql("insert into site_hours values (:site, 1, '16:00', '18:00')")
                        .param("site", site)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> jdbc.sql("update practitioner set npi = '1234567890' where id = :id")
                        .param("id", practitioner)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> jdbc.sql("update site set time_zone = 'EST' where id = :site")
                        .param("site", site)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void the_database_and_the_code_agree_on_npis() {
        for (int number = 1_000_000_000; number < 1_000_002_000; number += 7) {
            var text = Integer.toString(number);
            assertThat(jdbc.sql("select npi_is_valid(:npi)")
                            .param("npi", text)
                            .query(Boolean.class)
                            .single())
                    .isEqualTo(Npi.isValid(text));
        }
    }

    @Test
    void a_site_is_closed_and_opened_again() {
        var site = fixtures.site();
        directory.close(site, FederalHolidays.of(2026), manager());

        assertThat(directory.close(site, FederalHolidays.of(2026), manager())).isZero();
        directory.reopen(site, LocalDate.of(2026, 11, 26), manager());

        assertThat(directory.closures(site)).hasSize(10);
    }

    @Test
    void a_practitioner_comes_back_with_languages_and_number() {
        var practitioner = Practitioner.named("Dr.", "Ana", "Reyes", "MD", npi(), Sex.FEMALE)
                .withLanguages("es", "en");

        directory.add(practitioner, manager());

        assertThat(directory.practitioner(practitioner.id())).isEqualTo(practitioner);
        assertThat(practitioner.display()).isEqualTo("Dr. Ana Reyes, MD");
        var twin = Practitioner.named("", "Ann", "Other", "", practitioner.npi(), Sex.UNKNOWN);
        assertThatThrownBy(() -> directory.add(twin, manager())).isInstanceOf(Invalid.class);
    }

    @Test
    void a_practitioner_may_have_an_account_and_an_account_one_practitioner() {
        var account = staff.actor(Role.CLINICIAN).user();
        var practitioner = directory.practitioner(fixtures.practitioner());

        directory.change(practitioner.withUser(account), manager());

        assertThat(directory.findPractitioner(account)).isPresent();
        var second = directory.practitioner(fixtures.practitioner()).withUser(account);
        assertThatThrownBy(() -> directory.change(second, manager())).isInstanceOf(Invalid.class);
    }

    @Test
    void a_role_is_held_once_at_a_time() {
        var practitioner = fixtures.practitioner();
        var site = fixtures.site();
        var nurse = new PractitionerRole(
                Id.fresh(), practitioner, site, Specialty.REGISTERED_NURSE.coding(), Validity.from(MON));
        directory.add(nurse, manager());

        var again =
                new PractitionerRole(Id.fresh(), practitioner, site, nurse.specialty(), Validity.from(MON.plusDays(9)));
        assertThatThrownBy(() -> directory.add(again, manager())).isInstanceOf(Invalid.class);

        assertThat(directory.roles(practitioner)).containsExactly(nurse);
        directory.removeRole(practitioner, nurse.id(), manager());
        assertThat(directory.roles(practitioner)).isEmpty();
    }

    @Test
    void nobody_works_at_two_places_at_one_time() {
        var practitioner = fixtures.practitionerAt(fixtures.site());
        var elsewhere = fixtures.site();
        var free = hours(practitioner, elsewhere, MONDAY, LocalTime.of(17, 0), LocalTime.of(19, 0));
        var taken = hours(practitioner, elsewhere, FRIDAY, LocalTime.of(16, 0), LocalTime.of(18, 0));

        assertThatThrownBy(() -> directory.addHours(List.of(free, taken), manager()))
                .isInstanceOf(Invalid.class);

        assertThat(directory.hours(practitioner)).hasSize(5);
    }

    @Test
    void hours_end_on_a_day_and_others_may_follow() {
        var site = fixtures.site();
        var practitioner = fixtures.practitioner();
        var old = hours(practitioner, site, MONDAY, LocalTime.of(9, 0), LocalTime.of(17, 0));
        directory.addHours(List.of(old), manager());

        directory.endHours(practitioner, old.id(), MON, manager());
        directory.addHours(
                List.of(new PractitionerHours(Id.fresh(), practitioner, site, old.hours(), Validity.from(MON))),
                manager());

        assertThat(directory.hours(practitioner)).hasSize(2);
        assertThatThrownBy(() -> directory.endHours(practitioner, old.id(), MON.plusDays(1), manager()))
                .isInstanceOf(Invalid.class);
        directory.removeHours(practitioner, old.id(), manager());
        assertThat(directory.hours(practitioner)).hasSize(1);
    }

    @Test
    void time_away_is_entered_once_and_can_be_taken_back() {
        var practitioner = fixtures.practitioner();
        var away = new HoursException(
                Id.fresh(),
                practitioner,
                null,
                HoursException.Kind.AWAY,
                MON.atStartOfDay(),
                MON.plusDays(1).atStartOfDay(),
                "");
        directory.add(away, manager());

        var again =
                new HoursException(Id.fresh(), practitioner, null, away.kind(), away.starts(), away.ends(), "again");
        assertThatThrownBy(() -> directory.add(again, manager())).isInstanceOf(Invalid.class);

        directory.removeException(practitioner, away.id(), manager());
        assertThat(directory.exceptions(practitioner)).isEmpty();
    }

    @Test
    void rooms_and_devices_come_back_and_a_device_stands_at_its_own_site() {
        var site = fixtures.site();
        var room = Room.named(site, "Room 1", "exam table");
        directory.add(room, manager());
        var device = Device.named(site, "Sono 1", "ultrasound", room.id());
        directory.add(device, manager());

        assertThat(directory.room(room.id())).isEqualTo(room);
        assertThat(directory.device(device.id())).isEqualTo(device);
        assertThat(directory.rooms()).contains(room);
        assertThat(directory.devices()).contains(device);
        assertThat(directory.uses(room.id(), manager()))
                .extracting(DirectoryUse.Use::count)
                .contains(1L);
        var astray = Device.named(fixtures.site(), "Sono 2", "ultrasound", room.id());
        assertThatThrownBy(() -> directory.add(astray, manager())).isInstanceOf(Invalid.class);
    }

    @Test
    void a_room_or_device_name_is_taken_once_per_site() {
        var site = fixtures.site();
        directory.add(Room.named(site, "Room 1"), manager());
        directory.add(Device.named(site, "ECG", "ecg", null), manager());

        assertThatThrownBy(() -> directory.add(Room.named(site, "Room 1"), manager()))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> directory.add(Device.named(site, "ECG", "ecg", null), manager()))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void a_visit_type_comes_back_as_it_was_added_and_changes() {
        var type = new VisitType(
                VisitTypeId.fresh(),
                "Ultrasound " + UUID.randomUUID(),
                Specialty.CARDIOLOGY.coding(),
                45,
                new VisitType.Buffers(
                        new VisitType.Buffer(5, 10), new VisitType.Buffer(0, 15), new VisitType.Buffer(1, 2)),
                15,
                2,
                Set.of("sedation"),
                Set.of("exam table"),
                "ultrasound",
                3,
                VisitType.Modality.IN_PERSON,
                VisitType.Colour.TEAL,
                "warm the gel",
                "Come fasting.",
                "Venga en ayunas.",
                Set.of(Role.NURSE),
                new VisitType.Limits(true, 90, 2),
                true,
                0);
        directory.add(type, manager());

        directory.change(type.with(false, 0), manager());

        assertThat(directory.visitType(type.id())).isEqualTo(type.with(false, 1));
        assertThat(directory.visitTypes()).contains(type.with(false, 1));
    }

    @Test
    void all_that_is_wrong_with_a_visit_type_is_said_at_once() {
        var wrong = new VisitType(
                VisitTypeId.fresh(),
                "",
                null,
                0,
                new VisitType.Buffers(
                        new VisitType.Buffer(-1, 900), VisitType.Buffer.NONE, new VisitType.Buffer(0, 241)),
                7,
                10,
                Set.of(),
                Set.of(),
                "",
                0,
                VisitType.Modality.PHONE,
                VisitType.Colour.RED,
                "",
                "",
                "",
                Set.of(),
                new VisitType.Limits(false, 0, 100),
                true,
                0);

        var invalid = catchThrowableOfType(Invalid.class, () -> directory.add(wrong, manager()));

        assertThat(invalid.issues()).hasSize(11);
    }

    @Test
    void rooms_devices_and_roles_depend_on_their_site() {
        var site = fixtures.site();
        fixtures.room(site);
        fixtures.device(site, "ecg");

        assertThat(directory.uses(site, manager()))
                .extracting(DirectoryUse.Use::what)
                .containsExactly("room", "device");
    }

    /** A new valid number. */
    private static String npi() {
        var start = 1_000_000_000L + Math.floorMod(UUID.randomUUID().getLeastSignificantBits(), 90_000_000L) * 10;
        for (long number = start; ; number++) {
            if (Npi.isValid(Long.toString(number))) return Long.toString(number);
        }
    }
}
