package org.carewright.foundation.directory;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;

/** Places, practitioners and things to book for tests; every name is new. */
public class DirectoryFixtures {

    public static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final Directory directory;

    DirectoryFixtures(Directory directory) {
        this.directory = directory;
    }

    /** An actor who may change the directory and has no account. */
    public static Actor manager() {
        return new Actor(
                UserId.fresh(), "Manager", Set.of(Role.MANAGER), Set.of(), new Origin("test", "HOPERAT", "local"));
    }

    /** A site in New York without hours. */
    public SiteId site() {
        return site(NEW_YORK);
    }

    public SiteId site(ZoneId zone) {
        var site = Site.named("Site " + UUID.randomUUID(), zone);
        directory.add(site, manager());
        return site.id();
    }

    /** A site in New York, open 08:00 to 17:00 on these days. */
    public SiteId siteOpenOn(DayOfWeek... days) {
        var id = site();
        var hours = Arrays.stream(days)
                .map(day -> new OpenHours(day, LocalTime.of(8, 0), LocalTime.of(17, 0)))
                .toList();
        directory.setHours(directory.site(id), hours, manager());
        return id;
    }

    public void close(SiteId site, LocalDate day) {
        directory.close(site, List.of(new Closure(day, "Closed", false)), manager());
    }

    public PractitionerId practitioner() {
        var practitioner = Practitioner.named("Dr.", "Ana", "Reyes", "MD", "", Sex.FEMALE);
        directory.add(practitioner, manager());
        return practitioner.id();
    }

    /** A practitioner who sees patients at the site from 09:00 to 17:00, Monday to Friday. */
    public PractitionerId practitionerAt(SiteId site) {
        var id = practitioner();
        var week = Arrays.stream(DayOfWeek.values())
                .filter(day -> day.getValue() <= 5)
                .map(day -> hours(id, site, day, LocalTime.of(9, 0), LocalTime.of(17, 0)))
                .toList();
        directory.addHours(week, manager());
        return id;
    }

    public static PractitionerHours hours(
            PractitionerId practitioner, SiteId site, DayOfWeek day, LocalTime from, LocalTime until) {
        return new PractitionerHours(
                Id.fresh(),
                practitioner,
                site,
                new OpenHours(day, from, until),
                Validity.from(LocalDate.of(2026, 1, 1)));
    }

    public RoomId room(SiteId site, String... features) {
        var room = Room.named(site, "Room " + UUID.randomUUID(), features);
        directory.add(room, manager());
        return room.id();
    }

    public DeviceId device(SiteId site, String kind) {
        var device = Device.named(site, "Device " + UUID.randomUUID(), kind, null);
        directory.add(device, manager());
        return device.id();
    }

    /** A visit of so many minutes in any room. */
    public VisitTypeId visitType(int minutes) {
        var type = VisitType.named("Visit " + UUID.randomUUID(), minutes, VisitType.Colour.BLUE);
        directory.add(type, manager());
        return type.id();
    }
}
