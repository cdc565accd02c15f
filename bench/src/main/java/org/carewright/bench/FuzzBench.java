package org.carewright.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "fuzz",
        description = "Spoilt FHIR bodies and forms: no crash, no half effect, and a refusal that names its place.")
final class FuzzBench implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** Their forms are tried in this order: what managers and administrators change may close the others' forms. */
    private static final List<String> LOGINS =
            List.of("coordinator", "frontdesk", "nurse", "clinician", "biller", "manager", "admin");

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

    private static final Pattern ASKED = Pattern.compile("(?<=[?&])[^=&]+");

    /** Another order or part of the same list. */
    private static final Pattern ORDERS = Pattern.compile("[?&](sort|page|size)=");

    private static final int MOST_PAGES = 200;
    private static final int PLACES_OF_A_SHAPE = 2;

    @Option(names = "--mutations", description = "How many, half of them forms. Default: ${DEFAULT-VALUE}.")
    private int mutations = 100_000;

    @Option(names = "--seed", description = "The same seed spoils the same way. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    private enum Outcome {
        ACCEPTED,
        REFUSED,
        REFUSED_WITHOUT_PLACE,
        REFUSED_WITH_EFFECT,
        FAILED
    }

    /** A form as a page shows it: fields with the values they have. */
    private record Form(String action, List<Map.Entry<String, String>> fields) {

        /** The same for all records of a kind. */
        String shape() {
            return shapeOf(action);
        }
    }

    private static String shapeOf(String path) {
        return ID.matcher(path.replaceFirst("\\?.*", ""))
                .replaceAll("{id}")
                .replaceFirst("/\\d{4}-\\d{2}-\\d{2}/", "/{day}/")
                .replaceFirst("^/clocks/(?!new)[^/]+", "/clocks/{id}");
    }

    private final Map<String, Map<Outcome, Integer>> counted = new LinkedHashMap<>();
    private final List<String> examples = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        var folder = Path.of("data");
        String version;
        long failuresLogged;
        try (var scratch = Scratch.make()) {
            folder = scratch.of("data");
            try (var clinic = Clinic.serve(folder, "--demo", "--log-requests", "false");
                    var database = clinic.database()) {
                version = Clinic.version(database);
                fuzzFhir(clinic, database);
                for (var login : LOGINS) {
                    fuzzForms(clinic, database, login);
                }
                if (new FhirClient(clinic.address(), "").get("metadata").statusCode() != 200) {
                    throw new IllegalStateException("the application does not answer any more");
                }
            }
            try (var lines = Files.lines(scratch.of("data.log"))) {
                failuresLogged = lines.filter(line -> line.contains(" ERROR ")).count();
            }
        }
        keep(version, failuresLogged);
        return counted.values().stream()
                        .flatMap(outcomes -> outcomes.keySet().stream())
                        .allMatch(outcome -> outcome == Outcome.ACCEPTED || outcome == Outcome.REFUSED)
                ? 0
                : 1;
    }

    private void fuzzFhir(Clinic clinic, Connection database) throws Exception {
        var spoil = new Mutations(seed);
        var client = new FhirClient(clinic.address(), clinic.token("system/*.cruds"));
        var token = id(database, "select id from api_token order by created_at desc limit 1");
        var patient =
                id(database, "select patient_id from chart_resource group by patient_id order by count(*) limit 1");
        var resources = new ArrayList<JsonNode>();
        JSON.readTree(client.resource("Patient/" + patient + "/$everything"))
                .path("entry")
                .forEach(entry -> resources.add(entry.path("resource")));
        JSON.readTree(client.resource("Appointment?_count=20"))
                .path("entry")
                .forEach(entry -> resources.add(entry.path("resource")));
        for (int i = 0; i < mutations / 2; i++) {
            var resource = (ObjectNode) spoil.one(resources).deepCopy();
            var type = resource.path("resourceType").asString();
            var began = Instant.now();
            var name = "FHIR update";
            java.net.http.HttpResponse<String> answer;
            switch (i % 4) {
                case 0 -> {
                    var target = type + "/" + resource.path("id").asString();
                    answer = client.send("PUT", target, "application/fhir+json", spoil.json(resource));
                }
                case 1 -> {
                    name = "FHIR transaction";
                    answer = client.send("POST", "", "application/fhir+json", spoil.json(bundle(resource)));
                }
                case 2 -> {
                    name = "FHIR patch";
                    var target = type + "/" + resource.path("id").asString();
                    answer = client.send("PATCH", target, "application/json-patch+json", spoil.json(patch(resource)));
                }
                default -> {
                    name = "FHIR create";
                    answer = client.send("POST", type, "application/fhir+json", spoil.json(resource));
                }
            }
            var names = namesPlace(answer.statusCode(), answer.body());
            count(name, answer.statusCode(), names, wrote(database, token, began), answer.body());
        }
    }

    private static JsonNode bundle(ObjectNode resource) {
        var bundle = JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
        var entries = bundle.putArray("entry");
        var fresh = resource.deepCopy();
        fresh.remove("id");
        var create = entries.addObject().put("fullUrl", "urn:uuid:" + new UUID(1, 1));
        create.set("resource", fresh);
        create.putObject("request")
                .put("method", "POST")
                .put("url", resource.path("resourceType").asString());
        var update = entries.addObject();
        update.set("resource", resource);
        update.putObject("request")
                .put("method", "PUT")
                .put(
                        "url",
                        resource.path("resourceType").asString() + "/"
                                + resource.path("id").asString());
        return bundle;
    }

    private static JsonNode patch(ObjectNode resource) {
        var patch = JSON.createArrayNode();
        patch.addObject()
                .put("op", "test")
                .put("path", "/resourceType")
                .put("value", resource.path("resourceType").asString());
        patch.addObject().put("op", "add").put("path", "/language").put("value", "en");
        patch.addObject().put("op", "remove").put("path", "/language");
        return patch;
    }

    /** A refusal of content says where; one of the whole request says why. */
    private static boolean namesPlace(int status, String body) {
        if (status < 400) {
            return true;
        }
        var issue = JSON.readTree(body).path("issue").path(0);
        return !issue.path("diagnostics").asString("").isBlank()
                && (status != 422
                        || !issue.path("expression").path(0).asString("").isBlank());
    }

    private void fuzzForms(Clinic clinic, Connection database, String login) throws Exception {
        var spoil = new Mutations(seed + login.hashCode());
        var visitor = clinic.signIn(login);
        var user = id(database, "select id from staff_user where login = '" + login + "'");
        var forms = forms(visitor, clinic.address());
        System.err.println(login + ": " + forms.keySet());
        var shapes = List.copyOf(forms.values());
        var each = mutations / 2 / LOGINS.size();
        for (int i = 0; i < each && !shapes.isEmpty(); i++) {
            var form = spoil.one(shapes.get(i % shapes.size()));
            var began = Instant.now();
            var answer = visitor.post(form.action(), spoil.form(form.fields()));
            var page = answer.body();
            var names =
                    answer.statusCode() < 400 || page.contains("role=\"alert\"") || page.contains("class=\"problem\"");
            if (answer.statusCode() == 302
                    && answer.headers().firstValue("Location").orElse("").contains("sign-in")) {
                throw new IllegalStateException(login + " was signed out by " + form);
            }
            count("form " + form.shape(), answer.statusCode(), names, wrote(database, user, began), page);
        }
    }

    /** All forms of the pages that can be reached, some of each shape. */
    private static Map<String, List<Form>> forms(Visitor visitor, URI base) throws IOException, InterruptedException {
        var forms = new LinkedHashMap<String, List<Form>>();
        var waiting = new LinkedHashSet<>(ENTRANCES);
        var seen = new LinkedHashMap<String, Integer>();
        for (int pages = 0; !waiting.isEmpty() && pages < MOST_PAGES; ) {
            var path = waiting.removeFirst();
            var shape = shapeOf(path)
                    + ASKED.matcher(path).results().map(MatchResult::group).toList();
            if (ORDERS.matcher(path).find() || seen.merge(shape, 1, Integer::sum) > PLACES_OF_A_SHAPE) {
                continue;
            }
            var answer = visitor.get(path);
            pages++;
            answer.headers().firstValue("Location").ifPresent(waiting::add);
            if (answer.statusCode() == 200 && answer.body().startsWith("<!doctype")) {
                var page = Jsoup.parse(answer.body(), base.toString());
                collect(page, path, forms);
                for (var link : page.select("a[href^=/]")) {
                    waiting.add(link.attr("href").replaceFirst("#.*", ""));
                }
                for (var question : page.select("form:not([method=post])[action^=/]")) {
                    waiting.add(question.attr("action") + "?" + Visitor.encode(fields(question)));
                }
            }
        }
        return forms;
    }

    private static void collect(Document page, String path, Map<String, List<Form>> forms) {
        for (var element : page.select("form[method=post]")) {
            var action = element.attr("action").isEmpty() ? path : element.attr("action");
            var form = new Form(action, fields(element));
            if (!ENDS_SESSIONS.matcher(form.shape()).find()) {
                var same = forms.computeIfAbsent(form.shape(), shape -> new ArrayList<>());
                if (same.size() < 8 * PLACES_OF_A_SHAPE) {
                    same.add(form);
                }
            }
        }
    }

    /** What a browser would send if nobody touched the form but to choose where a choice is missing. */
    private static List<Map.Entry<String, String>> fields(Element form) {
        var fields = new ArrayList<Map.Entry<String, String>>();
        for (var field : form.select("input[name], textarea[name], select[name]")) {
            var option = Stream.of("option[selected]", "option[value]:not([value=''])")
                    .flatMap(choice -> field.select(choice).stream())
                    .findFirst();
            if (!field.attr("name").equals("_csrf")) {
                fields.add(
                        Map.entry(field.attr("name"), option.map(Element::val).orElse(field.val())));
            }
        }
        form.select("button[name]").stream()
                .findFirst()
                .ifPresent(button -> fields.add(Map.entry(button.attr("name"), button.val())));
        return fields;
    }

    private void count(String what, int status, boolean namesPlace, boolean wrote, String body) {
        var outcome = status >= 500
                ? Outcome.FAILED
                : status < 400
                        ? Outcome.ACCEPTED
                        : wrote
                                ? Outcome.REFUSED_WITH_EFFECT
                                : namesPlace ? Outcome.REFUSED : Outcome.REFUSED_WITHOUT_PLACE;
        counted.computeIfAbsent(what, key -> new EnumMap<>(Outcome.class)).merge(outcome, 1, Integer::sum);
        if (outcome != Outcome.ACCEPTED && outcome != Outcome.REFUSED && examples.size() < 200) {
            examples.add(what);
            System.err.println(
                    what + " " + outcome + " " + status + ": " + body.substring(0, Math.min(600, body.length())));
        }
    }

    /** Whether the audit trail knows a change by this user since. */
    private static boolean wrote(Connection database, UUID user, Instant since) throws SQLException {
        try (var query = database.prepareStatement("""
                select exists (select from audit_event
                               where user_id = ? and recorded_at >= ? and act not in ('read', 'search'))
                """)) {
            query.setObject(1, user);
            query.setObject(2, since.atOffset(ZoneOffset.UTC));
            try (var row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static UUID id(Connection database, String query) throws SQLException {
        return Queries.ids(database, query).getFirst();
    }

    private void keep(String version, long failuresLogged) {
        var rows = new ArrayList<List<String>>();
        var sum = new EnumMap<Outcome, Integer>(Outcome.class);
        counted.forEach((what, outcomes) -> {
            rows.add(row(what, outcomes));
            outcomes.forEach((outcome, count) -> sum.merge(outcome, count, Integer::sum));
        });
        rows.add(row("all", sum));
        new Figures("fuzz", "Spoilt input", "bin/bench fuzz --mutations " + mutations + " --seed " + seed, version)
                .text(
                        "FHIR bodies of the demo's patients and every form that its people can reach, each with a value, an element or"
                                + " the text itself spoilt: wrong types, missing and repeated fields, hostile texts, dates out of any range,"
                                + " nesting, truncation. A refusal names its place when an OperationOutcome says where and why, or a page"
                                + " what to mend; it has an effect when the audit trail knows a change by who asked. The forms that end"
                                + " sessions are left out.")
                .table(
                        List.of(
                                "",
                                "tried",
                                "accepted",
                                "refused",
                                "refused, no place",
                                "refused with effect",
                                "failed"),
                        rows)
                .text("Errors in the application's log: " + failuresLogged + ".")
                .keep();
    }

    private static List<String> row(String what, Map<Outcome, Integer> outcomes) {
        var cells = new ArrayList<String>();
        cells.add(what);
        cells.add(Integer.toString(
                outcomes.values().stream().mapToInt(Integer::intValue).sum()));
        for (var outcome : Outcome.values()) {
            cells.add(Integer.toString(outcomes.getOrDefault(outcome, 0)));
        }
        return cells;
    }
}
