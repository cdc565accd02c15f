package org.carewright.bench;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether a refusal says what is wrong and where. */
final class Refusals {

    private static final JsonMapper JSON = new JsonMapper();

    /** These are about the whole request: to say why is to say where. */
    private static final Set<Integer> OF_THE_WHOLE = Set.of(403, 404, 405, 409, 410, 412, 413, 415);

    /** Where in a text that is no resource yet. */
    private static final Pattern PLACE = Pattern.compile("line \\d+, column \\d+|Send one resource");

    private Refusals() {}

    /** Each issue of the OperationOutcome has words, and an expression or the place in the text. */
    static boolean namesPlace(int status, String body) {
        JsonNode issues;
        try {
            issues = JSON.readTree(body).path("issue");
        } catch (JacksonException e) {
            return false;
        }
        if (issues.isEmpty()) {
            return false;
        }
        for (var issue : issues) {
            var words = issue.path("diagnostics").asString("");
            var where = issue.path("expression").path(0).asString("");
            if (words.isBlank()
                    || (!OF_THE_WHOLE.contains(status)
                            && where.isBlank()
                            && !PLACE.matcher(words).find())) {
                return false;
            }
        }
        return true;
    }

    /** What a page says is wrong. */
    static String words(String body) {
        return words(Jsoup.parse(body));
    }

    private static String words(Document page) {
        return page.select(".field-error, [role=alert], #refusal, .problem li").text();
    }

    /** The page has words at a field, or names what it is about. */
    static boolean namesField(int status, String body) {
        var page = Jsoup.parse(body);
        return !words(page).isBlank()
                || (Set.of(403, 405, 409, 413).contains(status)
                        && !page.select(".problem h1").isEmpty());
    }
}
