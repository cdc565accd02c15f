package org.carewright.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "codes", description = "Search of ICD-10-CM and HCPCS II by code and words, as one types.")
final class CodesBench implements Callable<Integer> {

    private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";
    private static final Pattern DISPLAY = Pattern.compile("\"display\":\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("\"code\":\"([^\"]+)\"");
    private static final int SPREAD = 70_000;

    @Option(names = "--seconds", description = "For each kind of words. Default: ${DEFAULT-VALUE}.")
    private int seconds = 10;

    private record Question(String name, List<String> typed) {}

    @Override
    public Integer call() throws Exception {
        try (var scratch = Scratch.make();
                var clinic = Clinic.serve(scratch.of("data"), "--demo", "--log-requests", "false");
                var database = clinic.database()) {
            var client = new FhirClient(clinic.address(), clinic.token("system/*.rs"));
            var rows = new ArrayList<List<String>>();
            for (var question : questions(client)) {
                rows.add(measure(question, client));
                System.err.println(rows.getLast());
            }
            new Figures("codes", "Search of codes", "bin/bench codes --seconds " + seconds, Clinic.version(database))
                    .text(
                            "`ValueSet/$expand` over all of ICD-10-CM with what somebody typed as its `filter`, the first 25, by"
                                    + " one client over HTTP, each request authorised. Each kind of words was asked for "
                                    + seconds + " s before it counted.")
                    .table(Stream.concat(Stream.of("typed"), Load.HEAD.stream()).toList(), rows)
                    .keep();
        }
        return 0;
    }

    private List<String> measure(Question question, FhirClient client) throws Exception {
        var random = new Random(1);
        Load.Client asking = () -> client.resource(expand(25, 0)
                + "&filter="
                + encoded(question.typed().get(random.nextInt(question.typed().size()))));
        var lasted = Duration.ofSeconds(seconds);
        var times = Load.run(List.of(asking), lasted, lasted);
        return Stream.concat(Stream.of(question.name()), times.cells().stream()).toList();
    }

    private static List<Question> questions(FhirClient client) throws Exception {
        var concepts = new ArrayList<String>();
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            concepts.add(client.resource(expand(1, random.nextInt(SPREAD))));
        }
        return List.of(
                new Question(
                        "a code, or its beginning",
                        concepts.stream().map(CodesBench::code).toList()),
                new Question(
                        "beginnings of some words of a code",
                        concepts.stream().map(concept -> words(concept, random)).toList()),
                new Question("two letters", List.of("di", "ab", "fr", "un", "st", "in", "co", "ma")),
                new Question("one letter", List.of("a", "d", "f", "s", "u")),
                new Question("very common words", List.of("unspecified", "of", "with", "encounter", "left", "other")),
                new Question(
                        "several words",
                        List.of(
                                "of unspecified",
                                "left pregnancy",
                                "type 2 diab foot ulcer",
                                "subsequent encounter fracture of")),
                new Question("misspelt", List.of("diabtes", "hypertensoin", "pnuemonia fo", "qqqqqqqq zzzzzzzz")));
    }

    private static String expand(int count, int offset) {
        return "ValueSet/$expand?url=" + encoded(ICD + "?fhir_vs") + "&count=" + count + "&offset=" + offset;
    }

    private static String code(String concept) {
        var found = first(CODE, concept);
        return found.substring(0, Math.max(1, found.length() - Math.floorMod(found.hashCode(), 2)));
    }

    private static String words(String concept, Random random) {
        var typed = new StringBuilder();
        for (var word : first(DISPLAY, concept).split("[^A-Za-z]+", -1)) {
            if (!word.isEmpty() && (typed.isEmpty() || random.nextInt(3) == 0) && typed.length() < 30) {
                typed.append(word, 0, Math.min(word.length(), 2 + random.nextInt(6)))
                        .append(' ');
            }
        }
        return typed.toString().strip();
    }

    private static String first(Pattern pattern, String concept) {
        var found = pattern.matcher(concept);
        if (!found.find()) {
            throw new IllegalStateException("no code in " + concept);
        }
        return found.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
