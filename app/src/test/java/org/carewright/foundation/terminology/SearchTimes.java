package org.carewright.foundation.terminology;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.carewright.foundation.terminology.ExpansionOutcome.Expansion;
import org.carewright.platform.db.Database;
import org.carewright.platform.db.OrganizationName;
import org.carewright.platform.types.Actor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * Measures how long a search for codes takes, from the face to the concepts of a page, on all shipped codes:
 *
 * <pre>{@code mvn -o -pl app test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=org.carewright.foundation.terminology.SearchTimes}</pre>
 */
final class SearchTimes {

    private static final int ROUNDS = 300;
    private static final int PAGE = 25;

    private static final List<String> COMMON =
            List.of("unspecified", "of", "with", "encounter", "left", "other", "for");
    private static final List<String> SEVERAL =
            List.of("of unspecified", "left pregnancy", "type 2 diab foot ulcer", "subsequent encounter fracture of");
    private static final List<String> MISSPELT =
            List.of("diabtes", "hypertensoin", "pnuemonia fo", "qqqqqqqq zzzzzzzz");

    private SearchTimes() {}

    public static void main(String... arguments) throws Exception {
        var folder = Path.of(arguments.length == 0 ? "target/search-times" : arguments[0]);
        try (var database = Database.in(folder, OrganizationName.DEFAULT, "search times");
                var context = new SpringApplicationBuilder(Class.forName("org.carewright.CarewrightApplication"))
                        .web(WebApplicationType.NONE)
                        .properties("spring.main.lazy-initialization=true", "carewright.jobs=false")
                        .initializers(each -> each.getBeanFactory().registerSingleton("database", database))
                        .run()) {
            var actor = Actor.operator("search times");
            var begun = System.nanoTime();
            context.getBean(ShippedCodes.class).load(actor);
            System.out.printf(Locale.ROOT, "load        %,8.0f ms%n", (System.nanoTime() - begun) / 1e6);
            measure(context.getBean(Terminology.class), actor);
        }
    }

    private static void measure(Terminology terminology, Actor actor) {
        time(terminology, actor, List.of("diabetes"), 1, "first");
        var random = new Random(7);
        var queries = new ArrayList<String>();
        queries.addAll(random(terminology, actor, random));
        time(terminology, actor, queries, ROUNDS, "warm up");
        time(terminology, actor, letters(1), ROUNDS, "1 letter");
        time(terminology, actor, letters(2), ROUNDS, "2 letters");
        time(terminology, actor, COMMON, ROUNDS, "common");
        time(terminology, actor, SEVERAL, ROUNDS, "several");
        time(terminology, actor, MISSPELT, ROUNDS, "misspelt");
        time(terminology, actor, queries, ROUNDS, "as typed");
        time(terminology, actor, List.of(""), ROUNDS, "nothing");
    }

    private static List<String> letters(int length) {
        var random = new Random(length);
        return random.ints(100, 0, 36 * 36 * 36)
                .mapToObj(number -> Integer.toString(number + 36 * 36 * 36, 36).substring(1, 1 + length))
                .toList();
    }

    /** Some beginnings of some words of codes, as people type them, and codes. */
    private static List<String> random(Terminology terminology, Actor actor, Random random) {
        var queries = new ArrayList<String>();
        for (int i = 0; i < 300; i++) {
            var query = new CodeQuery("", false, true, random.nextInt(100_000), 1);
            var concept = ((Expansion) terminology.search(null, query, actor))
                    .concepts()
                    .getFirst();
            var words = Words.of(concept.display());
            var typed = new StringBuilder(random.nextInt(5) == 0 ? concept.code() : "");
            for (int each = random.nextInt(3); each >= 0 && typed.length() < 30; each--) {
                var word = words.get(random.nextInt(words.size()));
                typed.append(' ').append(word, 0, Math.min(word.length(), 2 + random.nextInt(6)));
            }
            queries.add(typed.toString());
        }
        return queries;
    }

    private static void time(Terminology terminology, Actor actor, List<String> queries, int rounds, String name) {
        var nanos = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            var query = CodeQuery.of(queries.get(i % queries.size()), PAGE);
            var begun = System.nanoTime();
            terminology.search(null, query, actor);
            nanos[i] = System.nanoTime() - begun;
        }
        java.util.Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-10s  p50 %6.2f ms  p95 %6.2f ms  max %6.2f ms%n",
                name,
                nanos[rounds / 2] / 1e6,
                nanos[rounds * 95 / 100] / 1e6,
                nanos[rounds - 1] / 1e6);
    }
}
