package org.carewright.overview.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.carewright.care.records.RecordsImport;
import org.carewright.care.scheduling.Scheduling;
import org.carewright.foundation.directory.Directory;
import org.carewright.foundation.patients.Demographics;
import org.carewright.foundation.patients.HumanName;
import org.carewright.foundation.patients.ImportedPatient;
import org.carewright.foundation.patients.PatientQuery;
import org.carewright.foundation.patients.PatientSummary;
import org.carewright.foundation.patients.Patients;
import org.carewright.overview.desk.Desk;
import org.carewright.overview.desk.Severity;
import org.carewright.overview.desk.Task;
import org.carewright.platform.access.BreakGlass;
import org.carewright.platform.access.Users;
import org.carewright.platform.cli.CommandFailed;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Identifier;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Opens the demo clinic: once, on an empty database. */
@Component
@ConditionalOnBooleanProperty("carewright.demo")
class DemoClinic {

    private static final long SEED = 20261122;
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final Users users;
    private final Directory directory;
    private final Patients patients;
    private final RecordsImport records;
    private final Scheduling scheduling;
    private final Desk desk;
    private final BreakGlass breakGlass;
    private final DemoClock clock;

    DemoClinic(
            Users users,
            Directory directory,
            Patients patients,
            RecordsImport records,
            Scheduling scheduling,
            Desk desk,
            BreakGlass breakGlass,
            DemoClock clock) {
        this.users = users;
        this.directory = directory;
        this.patients = patients;
        this.records = records;
        this.scheduling = scheduling;
        this.desk = desk;
        this.breakGlass = breakGlass;
        this.clock = clock;
    }

    /**
     * Makes the clinic unless there is one. The organization is written last, so an opening that was cut short shows.
     *
     * @throws CommandFailed if an earlier opening was cut short
     */
    void open() {
        if (directory.organization().isPresent()) {
            return;
        }
        if (!directory.sites().isEmpty()) {
            throw new CommandFailed(
                    "The first start of the demo was cut short; remove its data folder, or name another with --data.");
        }
        System.out.println("Opening the demo clinic: three sites and 66 synthetic patients …");
        var today = LocalDate.ofInstant(clock.realTime(), ZONE);
        var builder = new Actor(
                UserId.fresh(),
                "Demo",
                Set.of(Role.ADMINISTRATOR, Role.COORDINATOR),
                Set.of(),
                new Origin("carewright serve --demo", Origin.OPERATIONS, "local"));
        var places = new DemoPlaces(directory, builder, today.minusYears(1));
        places.build();
        var staff = new DemoStaff(users, Set.copyOf(places.sites()));

        importRecords(places.sites(), today, builder);
        var known = living(places.sites(), builder);
        try {
            new DemoStory(scheduling, directory, staff, clock, new Random(SEED)).play(places.posts(), known);
            clock.play(clock.realTime().minus(Duration.ofHours(20)));
            confidential(
                    known.getOrDefault(places.sites().get(1), List.of())
                            .getLast()
                            .id(),
                    staff);
        } finally {
            clock.tellRealTime();
        }
        unseen(places.sites().getFirst(), today, builder);
        duplicates(places.sites(), known, staff);
        tasks(places.sites(), known, staff.actor(Role.COORDINATOR));
        places.complete();
        System.out.println("Sign in, these passwords are shown only now:%n%n%s%n".formatted(staff.table()));
    }

    /** A third of the patients at each site; what belongs to all comes with the first. */
    private void importRecords(List<SiteId> sites, LocalDate today, Actor actor) {
        try {
            var folder = Files.createTempDirectory("carewright-demo");
            try {
                new SampleRecords(today).unpack(folder);
                var files = sorted(folder);
                for (var site : sites) {
                    var mine = new ArrayList<Path>();
                    for (int i = sites.indexOf(site); i < files.size(); i += sites.size()) {
                        mine.add(files.get(i));
                    }
                    try (var sources = RecordsImport.Sources.of(mine)) {
                        records.importAll(sources, RecordsImport.DEFAULT_SOURCE, actor, site, bytes -> {});
                    }
                }
            } finally {
                for (var file : sorted(folder)) {
                    Files.delete(file);
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** She has diabetes, was seen elsewhere seven months ago, and nobody has booked her since. */
    private void unseen(SiteId site, LocalDate today, Actor actor) {
        try {
            var file = Files.createTempFile("carewright-demo", ".ndjson");
            try {
                Files.writeString(file, """
                        {"resourceType":"Patient","id":"demo-unseen","name":[{"family":"Quill","given":["Harriet"]}],"gender":"female","birthDate":"1954-05-17","telecom":[{"system":"phone","value":"555-014-2273","use":"home"}]}
                        {"resourceType":"Condition","id":"demo-unseen-diabetes","clinicalStatus":{"coding":[{"code":"active"}]},"code":{"coding":[{"system":"http://snomed.info/sct","code":"44054006"}],"text":"Type 2 diabetes mellitus"},"subject":{"reference":"Patient/demo-unseen"},"onsetDateTime":"2019-03-04","recordedDate":"2019-03-04"}
                        {"resourceType":"Encounter","id":"demo-unseen-visit","status":"finished","class":{"code":"AMB"},"type":[{"text":"Follow-up"}],"subject":{"reference":"Patient/demo-unseen"},"period":{"start":"%1$sT14:00:00Z","end":"%1$sT14:30:00Z"}}
                        """.formatted(today.minusMonths(7)));
                try (var sources = RecordsImport.Sources.of(List.of(file))) {
                    records.importAll(sources, RecordsImport.DEFAULT_SOURCE, actor, site, bytes -> {});
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private Map<SiteId, List<PatientSummary>> living(List<SiteId> sites, Actor builder) {
        var bySite = new HashMap<SiteId, List<PatientSummary>>();
        for (var site : sites) {
            var there = new Actor(builder.user(), builder.name(), builder.roles(), Set.of(site), builder.origin());
            var everybody = new PatientQuery("", null, false, PatientQuery.Sort.NAME, false, 0, 100);
            bySite.put(
                    site,
                    patients.search(everybody, there).patients().stream()
                            .sorted(Comparator.comparing(patient -> patient.id().value()))
                            .toList());
        }
        return bySite;
    }

    /** Two patients come in once more from another clinic's list, with a slip of the pen. */
    private void duplicates(List<SiteId> sites, Map<SiteId, List<PatientSummary>> known, DemoStaff staff) {
        var twins = new ArrayList<ImportedPatient>();
        for (var site : sites.subList(0, 2)) {
            var id = known.getOrDefault(site, List.of()).getFirst().id();
            var person = patients.get(id, staff.actor(Role.FRONT_DESK)).demographics();
            var name = person.name();
            var slipped = HumanName.of(slip(name.family()), name.given());
            twins.add(new ImportedPatient(
                    new Identifier("urn:carewright:demo:former-clinic", "P-" + (1000 + twins.size())),
                    copy(person, slipped, null),
                    List.of(),
                    Set.of(site)));
        }
        patients.importFrom(twins, staff.actor(Role.ADMINISTRATOR));
    }

    /** The last two letters changed places. */
    private static String slip(String family) {
        var end = family.length();
        return end < 2 ? family : family.substring(0, end - 2) + family.charAt(end - 1) + family.charAt(end - 2);
    }

    /** A colleague's relative: the chart is confidential, and the coordinator has opened it in an emergency. */
    private void confidential(PatientId id, DemoStaff staff) {
        var coordinator = staff.actor(Role.COORDINATOR);
        var patient = patients.get(id, coordinator);
        var person = patient.demographics();
        var closed = copy(person, person.name(), "Related to a colleague");
        patients.update(id, patient.version(), closed, coordinator);
        breakGlass.open(id, "The pharmacy asked for an allergy and no nurse was in the house.", coordinator);
    }

    private static Demographics copy(Demographics person, HumanName name, @Nullable String confidentialReason) {
        return new Demographics(
                List.of(name),
                person.birthDate(),
                person.gender(),
                person.birthSex(),
                person.multipleBirth(),
                false,
                null,
                person.telecoms(),
                person.addresses(),
                person.language(),
                person.interpreterNeeded(),
                person.preferences(),
                confidentialReason);
    }

    private void tasks(List<SiteId> sites, Map<SiteId, List<PatientSummary>> known, Actor actor) {
        var riverside = sites.getFirst();
        var patient = known.getOrDefault(riverside, List.of()).getLast().id();
        var now = clock.instant();
        task(
                riverside,
                null,
                "Order exam gloves for Riverside",
                "Two boxes left in the store room.",
                Severity.LOW,
                now,
                2,
                actor);
        task(
                null,
                patient,
                "Call the daughter about transport",
                "She drives only on Tuesdays.",
                Severity.MEDIUM,
                now,
                1,
                actor);
        task(sites.get(1), null, "Send the recall letters", "", Severity.MEDIUM, now, 3, actor);
    }

    private void task(
            @Nullable SiteId site,
            @Nullable PatientId patient,
            String title,
            String details,
            Severity severity,
            Instant now,
            int days,
            Actor actor) {
        desk.addTask(new Task(site, patient, title, details, severity, now.plus(Duration.ofDays(days))), actor);
    }
}
