package org.carewright.overview.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.carewright.foundation.directory.Closure;
import org.carewright.foundation.directory.Device;
import org.carewright.foundation.directory.DeviceId;
import org.carewright.foundation.directory.Directory;
import org.carewright.foundation.directory.OpenHours;
import org.carewright.foundation.directory.Organization;
import org.carewright.foundation.directory.Practitioner;
import org.carewright.foundation.directory.PractitionerHours;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.PractitionerRole;
import org.carewright.foundation.directory.Room;
import org.carewright.foundation.directory.RoomId;
import org.carewright.foundation.directory.Sex;
import org.carewright.foundation.directory.Site;
import org.carewright.foundation.directory.Specialty;
import org.carewright.foundation.directory.Validity;
import org.carewright.foundation.directory.VisitType;
import org.carewright.foundation.directory.VisitType.Colour;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * The clinic group itself: two clinics in Ohio and a surgery center over the border of the next time zone. It works on
 * all days of the week, so that a newcomer finds life in it on any.
 */
final class DemoPlaces {

    /** Who works where, what a patient comes to her for once, and what at all other times. */
    record Post(PractitionerId practitioner, SiteId site, VisitType once, VisitType usually, boolean forChildren) {}

    private final Directory directory;
    private final Actor actor;
    private final LocalDate since;
    private final List<SiteId> sites = List.of(SiteId.fresh(), SiteId.fresh(), SiteId.fresh());
    private final List<Post> posts = new ArrayList<>();

    /** @param since first day of everybody's hours */
    DemoPlaces(Directory directory, Actor actor, LocalDate since) {
        this.directory = directory;
        this.actor = actor;
        this.since = since;
    }

    void build() {
        site(sites.get(0), "Riverside Clinic", "America/New_York", "410 River Road", "Columbus", "OH", "43215");
        site(sites.get(1), "Lakeview Family Health", "America/New_York", "22 Shore Street", "Salem", "OH", "44460");
        site(sites.get(2), "Prairie Surgery Center", "America/Chicago", "1800 Prairie Avenue", "Gary", "IN", "46402");

        var visit = type("Office visit", 20, Colour.BLUE, null, "", "", "");
        var followUp = type("Follow-up visit", 20, Colour.GREY, null, "", "", "");
        var chronic = type(
                "Chronic care visit",
                40,
                Colour.TEAL,
                null,
                "",
                "Bring all your medicines and your home readings.",
                "Traiga todas sus medicinas y las mediciones que tomó en casa.");
        var physical = type(
                "Annual physical",
                60,
                Colour.GREEN,
                null,
                "Exam table",
                "Eat and drink nothing but water for 8 hours before.",
                "No coma ni beba nada, salvo agua, durante 8 horas antes.");
        var child = type(
                "Well-child visit",
                30,
                Colour.AMBER,
                Specialty.PEDIATRICS,
                "Exam table",
                "Bring the immunization record.",
                "Traiga la tarjeta de vacunas.");
        var heart = type(
                "Cardiology consultation",
                40,
                Colour.RED,
                Specialty.CARDIOLOGY,
                "Exam table",
                "Bring a list of your medicines.",
                "Traiga una lista de sus medicinas.");
        var surgery = type(
                "Pre-surgery assessment",
                30,
                Colour.PURPLE,
                Specialty.SURGERY,
                "",
                "Bring your insurance card and the name of whoever drives you home.",
                "Traiga su tarjeta de seguro y el nombre de quien la llevará a casa.");

        var riverside = sites.get(0);
        var lakeview = sites.get(1);
        var prairie = sites.get(2);
        rooms(riverside, Set.of("Exam table"), "Exam 1", "Exam 2", "Exam 3");
        rooms(riverside, Set.of("Exam table", "Wheelchair access"), "Treatment");
        rooms(lakeview, Set.of("Exam table", "Wheelchair access"), "Exam A", "Exam B", "Exam C");
        rooms(prairie, Set.of("Wheelchair access"), "Assessment 1", "Assessment 2");
        rooms(prairie, Set.of("Recovery bed"), "Recovery");
        device(riverside, "ECG cart 1", "ECG");
        device(riverside, "Ultrasound", "Ultrasound");
        device(lakeview, "Spirometer", "Spirometer");
        device(prairie, "Anesthesia monitor", "Monitor");

        works("Brandt", "Helen", Sex.FEMALE, "2900000110", Specialty.FAMILY_MEDICINE, riverside, chronic, chronic);
        works("Chowdhury", "Imran", Sex.MALE, "2900000128", Specialty.INTERNAL_MEDICINE, riverside, visit, visit);
        works("Delgado", "Ana", Sex.FEMALE, "2900000136", Specialty.CARDIOLOGY, riverside, heart, followUp);
        works("Fischer", "Paul", Sex.MALE, "2900000144", Specialty.FAMILY_MEDICINE, lakeview, physical, followUp);
        works("Nguyen", "Linh", Sex.FEMALE, "2900000151", Specialty.PEDIATRICS, lakeview, child, followUp);
        works("Olsen", "Kirsten", Sex.FEMALE, "2900000169", Specialty.SURGERY, prairie, surgery, followUp);
    }

    /** The last thing written: the clinic is complete. */
    void complete() {
        directory.save(new Organization("Scioto Valley Health", "2900000102", "America/New_York", 0), actor);
    }

    List<SiteId> sites() {
        return sites;
    }

    List<Post> posts() {
        return List.copyOf(posts);
    }

    private void site(SiteId id, String name, String zone, String address, String city, String state, String code) {
        var site = new Site(
                id, name, zone, address, city, state, code, "+1 555 010 0" + (100 + sites.indexOf(id)), true, 0);
        directory.add(site, actor);
        directory.setHours(
                directory.site(id),
                Stream.of(DayOfWeek.values())
                        .map(day -> new OpenHours(day, LocalTime.of(8, 0), LocalTime.of(17, 30)))
                        .toList(),
                actor);
        directory.close(id, holidays(), actor);
    }

    private List<Closure> holidays() {
        return IntStream.rangeClosed(since.getYear(), since.getYear() + 2)
                .boxed()
                .flatMap(year -> Stream.of(
                        new Closure(LocalDate.of(year, 1, 1), "New Year's Day", true),
                        new Closure(LocalDate.of(year, 7, 4), "Independence Day", true),
                        new Closure(LocalDate.of(year, 12, 25), "Christmas Day", true)))
                .toList();
    }

    private VisitType type(
            String name,
            int minutes,
            Colour colour,
            @Nullable Specialty specialty,
            String roomFeature,
            String english,
            String spanish) {
        var type = new VisitType(
                VisitTypeId.fresh(),
                name,
                specialty == null ? null : specialty.coding(),
                minutes,
                VisitType.Buffers.NONE,
                15,
                1,
                Set.of(),
                roomFeature.isEmpty() ? Set.of() : Set.of(roomFeature),
                "",
                1,
                VisitType.Modality.IN_PERSON,
                colour,
                "",
                english,
                spanish,
                VisitType.BOOKERS,
                new VisitType.Limits(true, null, null),
                true,
                0);
        directory.add(type, actor);
        return type;
    }

    private void rooms(SiteId site, Set<String> features, String... names) {
        for (var name : names) {
            directory.add(new Room(RoomId.fresh(), site, name, features, true, 0), actor);
        }
    }

    private void device(SiteId site, String name, String kind) {
        directory.add(new Device(DeviceId.fresh(), site, name, kind, null, true, 0), actor);
    }

    private void works(
            String family,
            String given,
            Sex sex,
            String npi,
            Specialty specialty,
            SiteId site,
            VisitType once,
            VisitType usually) {
        var id = PractitionerId.fresh();
        var valid = Validity.from(since);
        directory.add(
                new Practitioner(id, family, given, "Dr.", "", npi, sex, List.of("en"), Set.of(), null, true, 0),
                actor);
        directory.add(new PractitionerRole(Id.fresh(), id, site, specialty.coding(), valid), actor);
        directory.addHours(
                Stream.of(DayOfWeek.values())
                        .flatMap(day -> Stream.of(
                                new OpenHours(day, LocalTime.of(8, 30), LocalTime.of(12, 0)),
                                new OpenHours(day, LocalTime.of(13, 0), LocalTime.of(17, 0))))
                        .map(hours -> new PractitionerHours(Id.fresh(), id, site, hours, valid))
                        .toList(),
                actor);
        posts.add(new Post(id, site, once, usually, specialty == Specialty.PEDIATRICS));
    }
}
