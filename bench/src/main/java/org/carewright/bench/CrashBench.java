package org.carewright.bench;

import static org.carewright.bench.Figures.number;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "crash",
        description = "kill -9 under a writing load: what was acknowledged must be there, with its audit row.")
final class CrashBench implements Callable<Integer> {

    private static final Pattern TASK = Pattern.compile("task/([0-9a-f-]{36})");
    private static final Duration LOAD_BEFORE = Duration.ofMillis(1500);
    private static final Duration LOAD_AFTER = Duration.ofSeconds(3);

    @Option(names = "--rounds", description = "How many kills. Default: ${DEFAULT-VALUE}.")
    private int rounds = 50;

    @Option(names = "--clients", description = "How many write at once. Default: ${DEFAULT-VALUE}.")
    private int clients = 8;

    private enum Victim {
        APPLICATION("the application"),
        DATABASE("PostgreSQL"),
        BOTH("both");

        private final String words;

        Victim(String words) {
            this.words = words;
        }
    }

    /** What one kill cost. */
    private record Round(Victim victim, int acknowledged, long lost, long unaudited, boolean verified, double back) {}

    private String password = "";

    @Override
    public Integer call() throws Exception {
        try (var scratch = Scratch.make()) {
            var folder = scratch.of("data");
            String version;
            try (var clinic = Clinic.serve(folder, "--demo");
                    var database = clinic.database()) {
                password = clinic.password("coordinator");
                version = Clinic.version(database);
            }
            var measured = new ArrayList<Round>();
            for (int i = 0; i < rounds; i++) {
                var round = round(Victim.values()[i % Victim.values().length], folder, scratch.of("verify"));
                System.err.println((i + 1) + " of " + rounds + ": " + round);
                measured.add(round);
            }
            keep(measured, version);
            return measured.stream().allMatch(it -> it.lost() == 0 && it.unaudited() == 0 && it.verified()) ? 0 : 1;
        }
    }

    private Round round(Victim victim, Path folder, Path log) throws Exception {
        var acknowledged = ConcurrentHashMap.<UUID>newKeySet();
        double back;
        try (var clinic = Clinic.serve(folder, "--log-requests", "false")) {
            back = loadAndKill(victim, clinic, acknowledged);
        }
        var began = System.nanoTime();
        try (var clinic = Clinic.serve(folder, "--log-requests", "false");
                var database = clinic.database()) {
            if (victim != Victim.DATABASE) {
                back = (System.nanoTime() - began) / 1e9;
            }
            var ids = database.createArrayOf("uuid", acknowledged.toArray());
            long kept;
            long audited;
            try (var query = database.prepareStatement("""
                    select (select count(*) from task where id = any (?)),
                           (select count(distinct t.id)
                            from task t join audit_event e on e.subject = t.id and e.act = 'create'),
                           (select count(*) from task)
                    """)) {
                query.setArray(1, ids);
                try (var row = query.executeQuery()) {
                    row.next();
                    kept = row.getLong(1);
                    audited = row.getLong(3) - row.getLong(2);
                }
            }
            var verify = Clinic.start(List.of("audit", "verify", "--data", folder.toString()), log);
            return new Round(
                    victim, acknowledged.size(), acknowledged.size() - kept, audited, verify.waitFor() == 0, back);
        }
    }

    /** @return seconds until writes went on, where the application lives through it */
    private double loadAndKill(Victim victim, Clinic clinic, Set<UUID> acknowledged) throws Exception {
        var over = new AtomicBoolean();
        var site = new Object() {
            String id = "";
        };
        try (var database = clinic.database()) {
            site.id = Queries.ids(database, "select id from site order by name limit 1")
                    .getFirst()
                    .toString();
        }
        var visitor = Visitor.signedIn(clinic.address(), "coordinator", password);
        var writers = new ArrayList<Thread>();
        for (int i = 0; i < clients; i++) {
            writers.add(Thread.ofVirtual().start(() -> write(visitor, site.id, acknowledged, over)));
        }
        Thread.sleep(LOAD_BEFORE.plusMillis(ThreadLocalRandom.current().nextInt(500)));
        var postmaster = clinic.postmaster();
        if (victim != Victim.DATABASE) {
            clinic.application().destroyForcibly();
        }
        if (victim != Victim.APPLICATION) {
            postmaster.destroyForcibly();
        }
        var back = 0.0;
        if (victim == Victim.DATABASE) {
            var began = System.nanoTime();
            var before = acknowledged.size();
            while (acknowledged.size() <= before + clients && System.nanoTime() - began < 60e9) {
                Thread.sleep(5);
            }
            back = (System.nanoTime() - began) / 1e9;
            Thread.sleep(LOAD_AFTER);
        }
        over.set(true);
        for (var writer : writers) {
            writer.join();
        }
        return back;
    }

    /** Writes tasks until it is over; what is not answered with a redirect to the new task is not acknowledged. */
    private static void write(Visitor visitor, String site, Set<UUID> acknowledged, AtomicBoolean over) {
        while (!over.get()) {
            try {
                var answer = visitor.post("/desk/tasks", Map.of("title", "Bench", "severity", "low", "site", site));
                var task = TASK.matcher(answer.location());
                if (answer.status() == 302 && task.find()) {
                    acknowledged.add(UUID.fromString(task.group(1)));
                }
            } catch (IOException killed) {
                // not acknowledged; the next try may be
            }
        }
    }

    private void keep(List<Round> measured, String version) {
        var rows = new ArrayList<List<String>>();
        for (var victim : Victim.values()) {
            var some = measured.stream().filter(it -> it.victim() == victim).toList();
            rows.add(List.of(
                    victim.words,
                    Integer.toString(some.size()),
                    Integer.toString(some.stream().mapToInt(Round::acknowledged).sum()),
                    Long.toString(some.stream().mapToLong(Round::lost).sum()),
                    Long.toString(some.stream().mapToLong(Round::unaudited).sum()),
                    some.stream().filter(Round::verified).count() + " of " + some.size(),
                    number(some.stream()
                            .mapToDouble(Round::back)
                            .sorted()
                            .skip(some.size() / 2)
                            .findFirst()
                            .orElse(0)),
                    number(some.stream().mapToDouble(Round::back).max().orElse(0))));
        }
        new Figures(
                        "crash",
                        "Crashes under a writing load",
                        "bin/bench crash --rounds " + rounds + " --clients " + clients,
                        version)
                .text(
                        clients
                                + " clients write tasks without pause when a process is ended by kill -9. After the next start every"
                                + " write that was acknowledged must be there, every row must have its row in the audit trail, and"
                                + " `carewright audit verify` must find the trail whole. *Back* is the time until the next start answers, or, when"
                                + " only PostgreSQL was killed, until the running application writes again; requests wait meanwhile.")
                .table(
                        List.of(
                                "killed",
                                "rounds",
                                "acknowledged writes",
                                "of these lost",
                                "audit rows missing",
                                "trail whole",
                                "back, median s",
                                "back, longest s"),
                        rows)
                .keep();
    }
}
