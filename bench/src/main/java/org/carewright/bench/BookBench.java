package org.carewright.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "book", description = "Books as many visits as can be, one after another by each client, through FHIR.")
final class BookBench implements Callable<Integer> {

    private static final int PATIENTS = 5_000;

    @Option(names = "--clients", description = "How many at once. Default: ${DEFAULT-VALUE}.")
    private int clients = 16;

    @Option(names = "--seconds", description = "How long. Default: ${DEFAULT-VALUE}.")
    private int seconds = 60;

    @Option(names = "--warm-up", description = "Seconds before that, which do not count. Default: ${DEFAULT-VALUE}.")
    private int warmUp = 20;

    @Override
    public Integer call() throws Exception {
        try (var scratch = Scratch.make();
                var clinic = Clinic.serve(scratch.of("data"), "--demo", "--log-requests", "false");
                var database = clinic.database()) {
            Population.patients(database, PATIENTS);
            var appointments = FhirBench.appointments(database);
            var before = count(database, "select count(*) from appointment");
            var audited = count(database, "select count(*) from audit_event");
            var next = new AtomicInteger();
            var token = clinic.token("system/*.cruds");
            var booking = Stream.generate(() -> new FhirClient(clinic.address(), token))
                    .limit(clients)
                    .map(client -> (Load.Client) () -> {
                        var answer = client.post("Appointment", appointments.get(next.getAndIncrement()));
                        if (answer.status() != 201) {
                            throw new IllegalStateException(answer.status() + ": " + answer.body());
                        }
                    })
                    .toList();
            var times = Load.run(booking, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
            var booked = count(database, "select count(*) from appointment") - before;
            var rows = count(database, "select count(*) from audit_event") - audited;
            var overlapping = RaceBench.overlapping(database);
            new Figures(
                            "book",
                            "Booking",
                            "bin/bench book --clients " + clients + " --seconds " + seconds + " --warm-up " + warmUp,
                            Clinic.version(database))
                    .text(
                            clients
                                    + " clients, a connection each, book visits of the demo clinic at times that are free, each with its"
                                    + " practitioner, room and patient, through POST Appointment; every one is authorised and audited.")
                    .table(Load.HEAD, List.of(times.cells()))
                    .table(
                            List.of("", "found"),
                            List.of(
                                    List.of("booked, warm-up included", Long.toString(booked)),
                                    List.of("rows in the audit trail", Long.toString(rows)),
                                    List.of("overlapping bookings in the database", Long.toString(overlapping))))
                    .keep();
            return overlapping == 0 ? 0 : 1;
        }
    }

    private static long count(Connection database, String query) throws SQLException {
        return Long.parseLong(Queries.texts(database, query).getFirst());
    }
}
