package org.carewright.bench;

import static org.carewright.bench.Figures.number;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "scale", description = "Search, patient page and desk with very many patients and open loops.")
final class ScaleBench implements Callable<Integer> {

    /** For connections and sessions; what is asked is warm already. */
    private static final Duration LEAD = Duration.ofSeconds(2);

    @Option(names = "--patients", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int patients = 1_000_000;

    @Option(names = "--loops", description = "How many are open. Default: ${DEFAULT-VALUE}.")
    private int loops = 200_000;

    @Option(names = "--seconds", description = "For each measurement. Default: ${DEFAULT-VALUE}.")
    private int seconds = 20;

    @Option(names = "--warm-up", description = "Seconds before the measurements of each. Default: ${DEFAULT-VALUE}.")
    private int warmUp = 20;

    /** What is asked for, and by whom: each client is another session or connection. */
    private record Question(String name, Callable<? extends Load.Client> client) {}

    @Override
    public Integer call() throws Exception {
        try (var scratch = Scratch.make();
                var clinic = Clinic.serve(scratch.of("data"), "--demo", "--log-requests", "false");
                var database = clinic.database()) {
            var began = System.nanoTime();
            Population.patients(database, patients);
            Population.loops(database, loops);
            var made = (System.nanoTime() - began) / 1e9;
            System.err.printf("made in %.0f s%n", made);
            var rows = new ArrayList<List<String>>();
            for (var question : questions(clinic, database)) {
                Load.run(clients(question, 4), Duration.ZERO, Duration.ofSeconds(warmUp));
                for (var clients : List.of(1, 16)) {
                    var times = Load.run(clients(question, clients), LEAD, Duration.ofSeconds(seconds));
                    rows.add(Stream.concat(Stream.of(question.name(), clients + ""), times.cells().stream())
                            .toList());
                    System.err.println(rows.getLast());
                }
            }
            new Figures(
                            "scale",
                            "A million patients",
                            "bin/bench scale --patients " + patients + " --loops " + loops + " --seconds " + seconds
                                    + " --warm-up " + warmUp,
                            Clinic.version(database))
                    .text(String.format(
                            "%,d patients at three sites and %,d open loops beside the demo clinic's, made in %s s; the database holds"
                                    + " %s. A coordinator of all sites asks for whole pages, another system for resources, each client as"
                                    + " soon as it has its answer, audit rows included; four clients ask for each thing for a while before"
                                    + " it is measured.",
                            patients, loops, number(made), size(database)))
                    .table(
                            Stream.concat(Stream.of("asked for", "clients"), Load.HEAD.stream())
                                    .toList(),
                            rows)
                    .text("The application held " + clinic.residentMegabytes() + " MB in the end.")
                    .keep();
        }
        return 0;
    }

    private static List<Load.Client> clients(Question question, int number) throws Exception {
        var clients = new ArrayList<Load.Client>();
        for (int i = 0; i < number; i++) {
            clients.add(question.client().call());
        }
        return clients;
    }

    private static List<Question> questions(Clinic clinic, Connection database) throws Exception {
        var people = Queries.ids(database, "select id from bench_patient where n % 97 = 0 order by n limit 10000");
        var names = names(database);
        var practitioners = Queries.ids(database, "select id from practitioner");
        var token = clinic.token("system/*.rs");
        return List.of(
                page(clinic, "name search", () -> "/patients?q=" + Visitor.encode(Queries.any(names))),
                page(clinic, "patient page", () -> "/patients/" + Queries.any(people)),
                page(clinic, "desk, first page", () -> "/desk"),
                resource(
                        clinic,
                        token,
                        "Patient?name=",
                        () -> "Patient?name="
                                + Visitor.encode(Queries.any(names).replaceFirst(",.*", ""))),
                resource(clinic, token, "Patient/[id]", () -> "Patient/" + Queries.any(people)),
                resource(
                        clinic,
                        token,
                        "Appointment?date=&practitioner=",
                        () -> "Appointment?date="
                                + LocalDate.now(ZoneOffset.UTC)
                                        .minusDays(ThreadLocalRandom.current().nextInt(60))
                                + "&practitioner=Practitioner/" + Queries.any(practitioners)));
    }

    private static Question page(Clinic clinic, String name, Callable<String> path) {
        return new Question(name, () -> {
            var visitor = clinic.signIn("coordinator");
            return () -> visitor.page(path.call());
        });
    }

    private static Question resource(Clinic clinic, String token, String name, Callable<String> path) {
        return new Question(name, () -> {
            var client = new FhirClient(clinic.address(), token);
            return () -> client.resource(path.call());
        });
    }

    /** As people type them: a family name, the beginning of one, both names; each a third. */
    private static List<String> names(Connection database) throws SQLException {
        return Queries.texts(database, """
                        select case n % 3 when 0 then family when 1 then left(family, 4) else family || ', ' || given end
                        from (select p.n, p.family, p.given
                              from (select b.n, q.family, q.given
                                    from bench_patient b join patient q on q.id = b.id
                                    where b.n % 101 = 0 limit 5000) p) names
                        """);
    }

    private static String size(Connection database) throws SQLException {
        return Queries.texts(database, "select pg_size_pretty(pg_database_size(current_database()))")
                .getFirst();
    }
}
