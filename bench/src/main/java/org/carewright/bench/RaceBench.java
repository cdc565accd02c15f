package org.carewright.bench;

import static org.carewright.bench.Figures.number;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "race", description = "Many clients book one free time at once, through the booking form.")
final class RaceBench implements Callable<Integer> {

    private static final Pattern SLOT = Pattern.compile("name=\"slot\" value=\"([^\"]+)\"");
    private static final Pattern SITE = Pattern.compile("type=\"hidden\" name=\"site\" value=\"([^\"]+)\"");
    private static final Pattern OBSTACLE = Pattern.compile("<li>[^<]+ (has another visit|is taken) [^<]+</li>");
    private static final int SESSIONS = 20;
    private static final long MICROS_IN_A_MINUTE = 60_000_000;

    @Option(names = "--clients", description = "How many at once, each for another patient. Default: ${DEFAULT-VALUE}.")
    private int clients = 200;

    @Option(names = "--rounds", description = "How many free times. Default: ${DEFAULT-VALUE}.")
    private int rounds = 100;

    private enum Answer {
        BOOKED,
        REFUSED,
        REFUSED_WITHOUT_OBSTACLE,
        ERROR
    }

    @Override
    public Integer call() throws Exception {
        try (var scratch = Scratch.make();
                var clinic = Clinic.serve(scratch.of("data"), "--demo", "--log-requests", "false");
                var database = clinic.database()) {
            Population.patients(database, clients);
            var patients = Queries.ids(database, "select id from bench_patient order by n");
            var visitType = Queries.ids(database, "select id from visit_type where name = 'Office visit'")
                    .getFirst();
            var sessions = new ArrayList<Visitor>();
            for (int i = 0; i < Math.min(SESSIONS, clients); i++) {
                sessions.add(clinic.signIn("coordinator"));
            }
            var perRound = new ArrayList<Map<Answer, Integer>>();
            var times = new ConcurrentHistogram(MICROS_IN_A_MINUTE, 3);
            var began = System.nanoTime();
            for (int round = 0; round < rounds; round++) {
                perRound.add(race(patients, visitType, sessions, times));
            }
            var seconds = (System.nanoTime() - began) / 1e9;
            keep(perRound, times, seconds, Clinic.version(database), overlapping(database));
            return perRound.stream().allMatch(this::isFair) ? 0 : 1;
        }
    }

    private Map<Answer, Integer> race(
            List<UUID> patients, UUID visitType, List<Visitor> sessions, ConcurrentHistogram times) throws Exception {
        var page =
                sessions.getFirst().page("/schedule/book?patient=" + patients.getFirst() + "&visitType=" + visitType);
        var slot = last(SLOT, page);
        var site = last(SITE, page);
        var attempts = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < clients; i++) {
            var session = sessions.get(i % sessions.size());
            var form = Map.of(
                    "id", UUID.randomUUID().toString(),
                    "site", site,
                    "patient", patients.get(i).toString(),
                    "visitType", visitType.toString(),
                    "slot", slot);
            attempts.add(() -> {
                var began = System.nanoTime();
                var answer = session.post("/schedule/book", form);
                times.recordValue(Math.min(MICROS_IN_A_MINUTE, (System.nanoTime() - began) / 1000));
                return answer(answer.status(), answer.body());
            });
        }
        var counted = new EnumMap<Answer, Integer>(Answer.class);
        Load.together(attempts).forEach(answer -> counted.merge(answer, 1, Integer::sum));
        return counted;
    }

    private static Answer answer(int status, String page) {
        if (status == 302) {
            return Answer.BOOKED;
        }
        if (!page.contains("id=\"refusal\"")) {
            System.err.println("neither booked nor refused: " + status);
            return Answer.ERROR;
        }
        return OBSTACLE.matcher(page).find() ? Answer.REFUSED : Answer.REFUSED_WITHOUT_OBSTACLE;
    }

    private boolean isFair(Map<Answer, Integer> round) {
        return round.equals(Map.of(Answer.BOOKED, 1, Answer.REFUSED, clients - 1));
    }

    private void keep(
            List<Map<Answer, Integer>> perRound,
            ConcurrentHistogram times,
            double seconds,
            String version,
            long overlapping) {
        new Figures("race", "Booking race", "bin/bench race --clients " + clients + " --rounds " + rounds, version)
                .text(clients + " clients with " + Math.min(SESSIONS, clients)
                        + " sessions book the same free time at once,"
                        + " each for another patient, through the booking form; " + rounds
                        + " times over. A refusal counts when its page names the practitioner or room that is taken.")
                .table(
                        List.of("", "wanted", "found"),
                        List.of(
                                row(
                                        "rounds with exactly one booking",
                                        rounds,
                                        perRound.stream()
                                                .filter(round -> round.getOrDefault(Answer.BOOKED, 0) == 1)
                                                .count()),
                                row("booked", rounds, sum(perRound, Answer.BOOKED)),
                                row(
                                        "refused, naming the obstacle",
                                        (long) rounds * (clients - 1),
                                        sum(perRound, Answer.REFUSED)),
                                row("refused, naming none", 0, sum(perRound, Answer.REFUSED_WITHOUT_OBSTACLE)),
                                row("errors", 0, sum(perRound, Answer.ERROR)),
                                row("overlapping bookings in the database", 0, overlapping)))
                .text("An answer took " + number(times.getValueAtPercentile(50) / 1e3) + " ms (p50), "
                        + number(times.getValueAtPercentile(95) / 1e3) + " ms (p95), at most "
                        + number(times.getMaxValue() / 1e3) + " ms with all of them asking at once; "
                        + number(rounds * (double) clients / seconds) + " answers a second.")
                .keep();
    }

    private static List<String> row(String what, long wanted, long found) {
        return List.of(what, Long.toString(wanted), Long.toString(found));
    }

    private static long sum(List<Map<Answer, Integer>> rounds, Answer answer) {
        return rounds.stream().mapToLong(round -> round.getOrDefault(answer, 0)).sum();
    }

    /** What the database would have to refuse, asked for without its help. */
    static long overlapping(java.sql.Connection database) throws java.sql.SQLException {
        try (var statement = database.createStatement();
                var row = statement.executeQuery("""
                        select count(*)
                        from booking a join booking b on b.resource_id = a.resource_id and b.during && a.during
                            and b.party <> a.party and a.appointment_id < b.appointment_id
                        where a.state <> 'released' and b.state <> 'released'
                          and a.override_reason is null and b.override_reason is null
                        """)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The last of the times that are offered is far enough away to be still to come when all have answered. */
    private static String last(Pattern pattern, String page) {
        return pattern.matcher(page)
                .results()
                .map(found -> found.group(1))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("the booking page offers nothing"));
    }
}
