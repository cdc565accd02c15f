package org.carewright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.carewright.bench.Http.Answer;
import org.carewright.bench.Tally.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "fuzz",
        description = "Spoilt FHIR bodies and forms: no crash, no half effect, and a refusal that names its place.")
final class FuzzBench implements Callable<Integer> {

    /** Their forms are tried in this order: what managers and administrators change may close the others' forms. */
    private static final List<String> LOGINS =
            List.of("coordinator", "frontdesk", "nurse", "clinician", "biller", "manager", "admin");

    /** One in so many is sent as it should be. */
    private static final int WHOLE = 10;

    private static final int LOOK_AGAIN_AFTER = 500;

    private static final int OF_A_FORM = 5;
    private static final int LINES_OF_AN_ERROR = 60;

    @Option(names = "--mutations", description = "How many, half of them forms. Default: ${DEFAULT-VALUE}.")
    private int mutations = 100_000;

    @Option(names = "--seed", description = "The same seed spoils the same way. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    private static final String PEOPLE = "from patient where merged_into is null and confidential_reason is null";

    private final Tally tally = new Tally();
    private int opened;
    private int injected;

    @Override
    public Integer call() throws Exception {
        try (var scratch = Scratch.make()) {
            var folder = scratch.of("data");
            var passwords = passwords(folder);
            Files.writeString(
                    folder.resolve("postgres").resolve("18").resolve("postgresql.conf"),
                    "\nwal_level = logical\n",
                    StandardOpenOption.APPEND);
            String version;
            try (var clinic = Clinic.serve(folder, "--log-requests", "false");
                    var database = clinic.database();
                    var replication = clinic.replication()) {
                version = Clinic.version(database);
                var effects = new Effects(database, replication);
                tryFhir(clinic, database, effects);
                for (var person : passwords.entrySet()) {
                    var visitor = Visitor.signedIn(clinic.address(), person.getKey(), person.getValue());
                    tryForms(person.getKey(), visitor, clinic, database, effects);
                }
                if (new FhirClient(clinic.address(), "").get("metadata").status() != 200) {
                    throw new IllegalStateException("the application does not answer any more");
                }
            }
            keep(version, errors(scratch.of("data.log")));
        }
        return tally.faults() + injected == 0 ? 0 : 1;
    }

    /** Prints each error that the application logged, with what follows it, and counts them. */
    private static long errors(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        var errors = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).contains(" ERROR "))
                .boxed()
                .toList();
        errors.forEach(i -> lines.stream().skip(i).limit(LINES_OF_AN_ERROR).forEach(System.err::println));
        return errors.size();
    }

    /** Makes the demo clinic, and returns how its people sign in. */
    private static Map<String, String> passwords(Path folder) throws IOException, InterruptedException {
        try (var clinic = Clinic.serve(folder, "--demo")) {
            var passwords = new LinkedHashMap<String, String>();
            for (var login : LOGINS) {
                passwords.put(login, clinic.password(login));
            }
            return passwords;
        }
    }

    private void tryFhir(Clinic clinic, Connection database, Effects effects) throws Exception {
        var client = new FhirClient(clinic.address(), clinic.token("system/*.cruds"));
        var patient = Queries.ids(
                        database,
                        "select patient_id from chart_resource group by patient_id order by count(distinct type) desc, count(*)")
                .getFirst();
        var attempts = new FhirAttempts(client, new Mutations(seed), patient);
        var kinds = FhirAttempts.Kind.values();
        effects.settle();
        for (int i = 0; i < mutations / 2; i++) {
            var kind = kinds[i % kinds.length];
            var whole = i / kinds.length % WHOLE == 0;
            var answer = attempts.send(kind, whole);
            var places = answer.status() < 400 || Refusals.namesPlace(answer.status(), answer.body());
            count(kind.words, whole, answer, places, effects, answer.body());
        }
    }

    private void tryForms(String login, Visitor visitor, Clinic clinic, Connection database, Effects effects)
            throws Exception {
        var spoil = new Mutations(seed + login.hashCode());
        var walk = new Walk(visitor, clinic.address(), spoil);
        var typist = new Typist(
                seed, Queries.ids(database, "select id " + PEOPLE), Queries.texts(database, "select mrn " + PEOPLE));
        var attempts = new FormAttempts(visitor, walk, typist, spoil);
        walk.go();
        System.err.println(login + ": " + walk.shapes());
        effects.settle();
        var each = mutations / 2 / LOGINS.size();
        var looked = 0;
        for (int i = 0, turn = 0; i < each; turn++) {
            var shapes = List.copyOf(walk.shapes());
            var form = walk.find(shapes.get(turn % shapes.size()));
            if (form == null) {
                if (i - looked >= LOOK_AGAIN_AFTER) {
                    walk.go();
                    looked = i;
                }
                if (turn > 10 * each) break;
                continue;
            }
            // What is refused changes nothing, so that the page need not be read again.
            var outcome = Outcome.REFUSED;
            for (int tries = 0; tries < OF_A_FORM && i < each && outcome == Outcome.REFUSED; tries++, i++) {
                var whole = i % WHOLE == 0;
                var sent = attempts.send(form, whole);
                var answer = sent.answer();
                var places = answer.status() < 400 || Refusals.namesField(answer.status(), answer.body());
                var words = whole ? Refusals.words(answer.body()) + " " + sent.fields() : answer.body();
                outcome = count("form " + form.shape(), whole, answer, places, effects, words);
            }
        }
        opened += walk.opened();
        injected += walk.injected();
    }

    private Outcome count(String kind, boolean whole, Answer answer, boolean namesPlace, Effects effects, String words)
            throws SQLException, InterruptedException {
        var written = effects.since();
        var refused = answer.status() >= 400;
        var outcome = answer.status() >= 500
                ? Outcome.FAILED
                : refused && !written.isEmpty()
                        ? Outcome.REFUSED_WITH_EFFECT
                        : refused && !namesPlace
                                ? Outcome.REFUSED_WITHOUT_PLACE
                                : refused ? Outcome.REFUSED : written.isEmpty() ? Outcome.ANSWERED : Outcome.ACCEPTED;
        tally.count(kind, whole, outcome, answer.status() + " " + written + " " + words);
        if (outcome == Outcome.ACCEPTED) {
            effects.settle();
        }
        return outcome;
    }

    private void keep(String version, long failuresLogged) throws IOException {
        var never = tally.neverAccepted();
        new Figures("fuzz", "Spoilt input", "bin/bench fuzz --mutations " + mutations + " --seed " + seed, version)
                .text(
                        "FHIR bodies of the demo's patients and every form that its people can reach, each with a value, an element or"
                                + " the text itself spoilt: wrong types, missing and repeated fields, hostile texts, dates out of any range,"
                                + " nesting, truncation. A form is read from its page, filled in as somebody does who knows the work, and"
                                + " then spoilt; one in ten is sent whole, to see that there was something to spoil. What was written is"
                                + " what PostgreSQL's own log of changes says, but for the audit trail, sessions and whose turn is next. A"
                                + " refusal names its place when each issue of the OperationOutcome says why and where, or the page says it"
                                + " at a field. The forms that end sessions are left out.")
                .table(Tally.head(), tally.cells())
                .text(String.format(
                        "Pages opened meanwhile: %d, of which %d had an element that somebody had typed. Errors in the"
                                + " application's log: %d.",
                        opened, injected, failuresLogged))
                .text("Whole, these never wrote anything: " + (never.isEmpty() ? "none" : String.join(", ", never))
                        + ".")
                .keep();
    }
}
