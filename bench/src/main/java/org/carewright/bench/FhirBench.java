package org.carewright.bench;

import static org.carewright.bench.Figures.number;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "fhir",
        description = "The FHIR API: reading, searching and booking, on the sample's patients; ready time and memory.")
final class FhirBench implements Callable<Integer> {

    @Option(names = "--sample", description = "The bundles. Default: ${DEFAULT-VALUE}.")
    private Path sample = Path.of("../shared/data/synthea-ohio-60/fhir-r4-bundles.tar.gz");

    @Option(names = "--times", description = "How often, each time as other people. Default: ${DEFAULT-VALUE}.")
    private int times = 8;

    @Option(names = "--clients", description = "How many connections. Default: ${DEFAULT-VALUE}.")
    private int clients = 4;

    @Option(names = "--seconds", description = "For each measurement. Default: ${DEFAULT-VALUE}.")
    private int seconds = 20;

    @Option(names = "--warm-up", description = "Seconds before each, while Java compiles. Default: ${DEFAULT-VALUE}.")
    private int warmUp = 60;

    /** What clients ask for, and what another server did on such a machine (HAPI FHIR JPA 8.8.0). */
    private record Question(String name, String others, Asking asking) {}

    private interface Asking {
        void ask(FhirClient client) throws Exception;
    }

    @Override
    public Integer call() throws Exception {
        try (var scratch = Scratch.make()) {
            var folder = scratch.of("data");
            double first;
            try (var clinic = Clinic.serve(folder, "--demo")) {
                first = clinic.start().toMillis() / 1e3;
            }
            Sample.unpack(sample, times, scratch.of("sample"));
            Clinic.run(
                    List.of(
                            "import",
                            "fhir",
                            scratch.of("sample").toString(),
                            "--site",
                            "Riverside Clinic",
                            "--data",
                            folder.toString()),
                    scratch.of("import.log"));
            try (var clinic = Clinic.serve(folder, "--log-requests", "false");
                    var database = clinic.database()) {
                var rows = new ArrayList<List<String>>();
                for (var question : questions(database)) {
                    rows.add(measure(question, clinic));
                    System.err.println(rows.getLast());
                }
                var ready = clinic.start().toMillis() / 1e3;
                var application = clinic.residentMegabytes();
                var doubles = RaceBench.overlapping(database);
                new Figures(
                                "fhir",
                                "The FHIR API",
                                "bin/bench fhir --times " + times + " --clients " + clients + " --seconds " + seconds
                                        + " --warm-up " + warmUp,
                                Clinic.version(database))
                        .text(String.format(
                                "The demo clinic with %d times the sample's bundles: %s resources of %s patients. %d clients, a"
                                        + " connection each, with a token for all sites; every read and write is authorised and leaves its row"
                                        + " in the audit trail. Each Appointment is booked at a time that is free: practitioner, room and"
                                        + " patient are taken together.",
                                times,
                                one(database, "select count(*) from chart_resource"),
                                one(database, "select count(*) from patient"),
                                clients))
                        .table(
                                Stream.of(
                                                Stream.of("request"),
                                                Load.HEAD.stream(),
                                                Stream.of("HAPI FHIR JPA, requests/s"))
                                        .flatMap(it -> it)
                                        .toList(),
                                rows)
                        .table(
                                List.of("", "found", "HAPI FHIR JPA"),
                                List.of(
                                        List.of(
                                                "ready on an empty folder, demo clinic and codes included, s",
                                                number(first),
                                                ""),
                                        List.of("ready again, s", number(ready), "88"),
                                        List.of(
                                                "memory of the application after all this, MB",
                                                application + "",
                                                "4,600"),
                                        List.of("memory of PostgreSQL, MB", clinic.databaseMegabytes() + "", ""),
                                        List.of("double bookings in the database", doubles + "", "not refused")))
                        .text(
                                "The other server's figures are of 8.8.0 with PostgreSQL and 160,369 resources on such a machine.")
                        .keep();
                return doubles == 0 ? 0 : 1;
            }
        }
    }

    private List<String> measure(Question question, Clinic clinic) throws Exception {
        var token = clinic.token("system/*.cruds");
        var asking = Stream.generate(() -> new FhirClient(clinic.address(), token))
                .limit(clients)
                .map(client -> (Load.Client) () -> question.asking().ask(client))
                .toList();
        var cells = Load.run(asking, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds))
                .cells();
        return Stream.of(Stream.of(question.name()), cells.stream(), Stream.of(question.others()))
                .flatMap(it -> it)
                .toList();
    }

    private static List<Question> questions(Connection database) throws SQLException {
        var patients = Queries.texts(database, "select id from patient where merged_into is null");
        var names = Queries.texts(database, "select family from patient where merged_into is null");
        var appointments = appointments(database);
        var next = new AtomicInteger();
        return List.of(
                new Question("Patient/[id]", "414–525", client -> client.resource("Patient/" + Queries.any(patients))),
                new Question(
                        "Patient?name=",
                        "183–188",
                        client -> client.resource("Patient?name=" + Visitor.encode(Queries.any(names)))),
                new Question("POST Appointment", "327–367", client -> {
                    var answer = client.post("Appointment", appointments.get(next.getAndIncrement()));
                    if (answer.status() != 201) {
                        throw new IllegalStateException(answer.status() + ": " + answer.body());
                    }
                }));
    }

    /** Free times of all practitioners in the next years, each with a patient who is free then too. */
    static List<String> appointments(Connection database) throws SQLException {
        return Queries.texts(database, """
                with visit as (
                    select h.practitioner_id, h.site_id, t at time zone s.time_zone as starts,
                           row_number() over (order by t, h.practitioner_id) as n
                    from practitioner_hours h
                    join practitioner p on p.id = h.practitioner_id and p.active
                    join site s on s.id = h.site_id and s.active
                    cross join generate_series((current_date + 60)::timestamp, current_date + 1500, interval '1 day') d
                    cross join lateral generate_series(d + h.starts, d + h.ends - interval '20 minutes', interval '20 minutes') t
                    where extract(isodow from d) = h.weekday
                      and (h.valid_from <= d::date and (h.valid_until is null or d::date < h.valid_until))
                      and not exists (select from site_closure c where c.site_id = s.id and c.day = d::date)
                ), person as (
                    select id, row_number() over (order by id) - 1 as n, count(*) over () as of
                    from patient where merged_into is null and confidential_reason is null
                )
                select jsonb_build_object(
                    'resourceType', 'Appointment', 'status', 'booked',
                    'serviceType', jsonb_build_array(jsonb_build_object('text', 'Office visit')),
                    'start', to_char(v.starts at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                    'end', to_char((v.starts + interval '20 minutes') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                    'participant', jsonb_build_array(
                        jsonb_build_object('actor', jsonb_build_object('reference', 'Patient/' || p.id), 'status', 'accepted'),
                        jsonb_build_object('actor', jsonb_build_object('reference', 'Practitioner/' || v.practitioner_id),
                                           'status', 'accepted'),
                        jsonb_build_object('actor', jsonb_build_object('reference', 'Location/' || v.site_id),
                                           'status', 'accepted')))
                from visit v
                join person p on p.n = v.n % p.of
                where v.n <= 100000
                order by v.n
                """);
    }

    private static String one(Connection database, String query) throws SQLException {
        return String.format(
                java.util.Locale.ROOT,
                "%,d",
                Long.parseLong(Queries.texts(database, query).getFirst()));
    }
}
