package org.carewright.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;
import org.jspecify.annotations.Nullable;

/** The pages that somebody can reach, and the forms on them. */
final class Walk {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern ASKED = Pattern.compile("(?<=[?&])[^=&]+");

    /** Another order or part of the same list. */
    private static final Pattern ORDERS = Pattern.compile("[?&](sort|page|size)=");

    /** They would end the session that asks, or that of another who asks. */
    private static final Pattern ENDS_SESSIONS =
            Pattern.compile("sign-out|/account/|/admin/users/.+/(deactivate|reset|sessions)|/admin/users/\\{id}$");

    private static final List<String> ENTRANCES = List.of(
            "/desk",
            "/schedule",
            "/patients",
            "/results",
            "/directory",
            "/clocks",
            "/admin/users",
            "/privacy/break-glass");

    /** What the hostile texts of {@link Mutations} would be if they were not written as text. */
    private static final String ALIEN = "script:containsData(alert(1)), img[src=x], [onmouseover]";

    private static final int MOST_PAGES = 200;
    private static final int PAGES_OF_A_SHAPE = 3;
    private static final int TRIES = 5;

    /** @param page where it stands */
    record Form(String page, FormElement element) {

        String action() {
            return element.attr("action").isEmpty() ? page : element.attr("action");
        }

        /** The same for all records of a kind. */
        String shape() {
            return shapeOf(action());
        }
    }

    private final Visitor visitor;
    private final URI base;
    private final Mutations chance;

    private int opened;
    private int injected;

    /** For each shape the pages on which such a form was seen. */
    private final Map<String, Set<String>> pages = new LinkedHashMap<>();

    Walk(Visitor visitor, URI base, Mutations chance) {
        this.visitor = visitor;
        this.base = base;
        this.chance = chance;
    }

    Set<String> shapes() {
        return pages.keySet();
    }

    /** Looks for forms from the entrances on. */
    void go() throws IOException {
        var waiting = new LinkedHashSet<>(ENTRANCES);
        var seen = new LinkedHashMap<String, Integer>();
        for (int asked = 0; !waiting.isEmpty() && asked < MOST_PAGES; ) {
            var path = waiting.removeFirst();
            var names = ASKED.matcher(path).results().map(MatchResult::group).toList();
            if (ORDERS.matcher(path).find() || seen.merge(shapeOf(path) + names, 1, Integer::sum) > PAGES_OF_A_SHAPE) {
                continue;
            }
            var answer = visitor.get(path);
            asked++;
            if (!answer.location().isEmpty()) {
                waiting.add(answer.location());
            }
            if (answer.status() == 200 && answer.body().startsWith("<!doctype")) {
                var page = read(path, answer.body());
                forms(path, page)
                        .forEach(form -> pages.computeIfAbsent(form.shape(), any -> new LinkedHashSet<>())
                                .add(path));
                page.select("a[href^=/]")
                        .forEach(link -> waiting.add(link.attr("href").replaceFirst("#.*", "")));
                page.select("form:not([method=post])[action^=/]")
                        .forms()
                        .forEach(question -> waiting.add(
                                question.attr("action") + "?" + Visitor.encode(Typist.untouched(question))));
            }
        }
    }

    /** One of that shape as it stands on its page now; null when none is found any more. */
    @Nullable
    Form find(String shape) throws IOException {
        for (int tries = 0; tries < TRIES; tries++) {
            var places = List.copyOf(pages.getOrDefault(shape, Set.of()));
            if (places.isEmpty()) {
                return null;
            }
            var path = chance.one(places);
            var answer = visitor.get(path);
            var found = new ArrayList<Form>();
            if (answer.status() == 200) {
                forms(path, read(path, answer.body())).stream()
                        .filter(form -> form.shape().equals(shape))
                        .forEach(found::add);
            }
            if (!found.isEmpty()) {
                return chance.one(found);
            }
            pages.getOrDefault(shape, Set.of()).remove(path);
        }
        return null;
    }

    /** Those that can be sent: without a button a form only shows. */
    private static List<Form> forms(String path, Document page) {
        return page.select("form[method=post]:has(button:not([type=button]))").forms().stream()
                .map(element -> new Form(path, element))
                .filter(form -> !ENDS_SESSIONS.matcher(form.shape()).find())
                .toList();
    }

    /** The form that the page answers with when it asks once more: to confirm, or to choose. */
    @Nullable
    Form again(Form form, String body) {
        return forms(form.page(), read(form.page(), body)).stream()
                .filter(next -> next.shape().equals(form.shape()))
                .findFirst()
                .orElse(null);
    }

    private Document read(String path, String body) {
        opened++;
        var page = Jsoup.parse(body, base.toString());
        var alien = page.selectFirst(ALIEN);
        if (alien != null) {
            injected++;
            System.err.println(path + " has an element that somebody typed: " + alien);
        }
        return page;
    }

    int opened() {
        return opened;
    }

    /** Pages on which what somebody typed had become an element. */
    int injected() {
        return injected;
    }

    private static String shapeOf(String path) {
        return ID.matcher(path.replaceFirst("\\?.*", ""))
                .replaceAll("{id}")
                .replaceFirst("/\\d{4}-\\d{2}-\\d{2}/", "/{day}/")
                .replaceFirst("^/clocks/(?!new)[^/]+", "/clocks/{id}");
    }
}
