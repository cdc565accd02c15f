package org.carewright.care.records;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.care.records.ChartView.Attachment;
import org.carewright.care.records.ChartView.Chart;
import org.carewright.care.records.ChartView.Detail;
import org.carewright.care.records.ChartView.Download;
import org.carewright.care.records.ChartView.Line;
import org.carewright.care.records.ChartView.RecentReview;
import org.carewright.care.records.ChartView.Request;
import org.carewright.care.records.ChartView.Summary;
import org.carewright.care.records.ChartView.Trend;
import org.carewright.care.records.ChartView.Waiting;
import org.carewright.care.records.ChartView.WaitingResult;
import org.carewright.care.records.ThroughlineItem.Kind;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.Role;
import org.carewright.platform.web.Live;
import org.carewright.platform.web.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** The chart: read it, and review its results. */
@Service
public class Records {

    /** Items of one stretch of the line. */
    private static final int STRETCH = 200;

    private static final int TRENDS_BESIDE = 8;
    private static final int LINES_BESIDE = 40;
    private static final int WAITING_AT_ONCE = 100;
    private static final int LONGEST_TEXT = 400_000;

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("Encounter", Kind.ENCOUNTER),
            Map.entry("Condition", Kind.CONDITION),
            Map.entry("Observation", Kind.RESULT),
            Map.entry("DiagnosticReport", Kind.RESULT),
            Map.entry("MedicationRequest", Kind.MEDICATION),
            Map.entry("MedicationStatement", Kind.MEDICATION),
            Map.entry("MedicationAdministration", Kind.MEDICATION),
            Map.entry("MedicationDispense", Kind.MEDICATION),
            Map.entry("Procedure", Kind.PROCEDURE),
            Map.entry("ImagingStudy", Kind.PROCEDURE),
            Map.entry("Immunization", Kind.IMMUNIZATION),
            Map.entry("AllergyIntolerance", Kind.ALLERGY),
            Map.entry("CarePlan", Kind.CARE_PLAN),
            Map.entry("DocumentReference", Kind.DOCUMENT),
            Map.entry("Appointment", Kind.BOOKING));

    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final Live live;
    private final ChartStore store;
    private final ResultStore results;
    private final List<ThroughlineSource> sources;

    Records(
            Access access,
            Audit audit,
            Clock clock,
            Live live,
            ChartStore store,
            ResultStore results,
            List<ThroughlineSource> sources) {
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.live = live;
        this.store = store;
        this.results = results;
        this.sources = List.copyOf(sources);
    }

    /** A stretch of the line, and beside it what is to know at a glance. */
    @Transactional
    Chart chart(PatientId patient, Request request, ZoneId zone, Actor actor) {
        access.require(actor, Permission.SEE_CHART, patient);
        var types = KINDS.entrySet().stream()
                .filter(entry -> request.kinds().isEmpty() || request.kinds().contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        var items = new ArrayList<ThroughlineItem>();
        store.line(patient, types, request, STRETCH + 1).forEach(row -> items.add(item(patient, row)));
        var earlier = items.size() > STRETCH ? items.get(STRETCH - 1).at() : null;
        var contributed = sources.stream()
                .flatMap(source -> source.throughline(actor, patient).stream())
                .toList();
        contributed.stream()
                .filter(request::takes)
                .filter(item -> earlier == null || !item.at().isBefore(earlier))
                .forEach(items::add);
        if (earlier != null) {
            items.removeIf(item -> item.at().isBefore(earlier));
        }
        items.sort(Comparator.comparing(ThroughlineItem::at).reversed());
        audit.searched(actor, "Chart", criteria(request), List.of(patient));
        return new Chart(
                Throughline.of(items, clock.instant(), zone, earlier),
                counts(patient, contributed),
                store.years(patient, types, request),
                summary(patient));
    }

    /** What is to know at a glance, alone. */
    @Transactional
    Summary glance(PatientId patient, Actor actor) {
        access.require(actor, Permission.SEE_CHART, patient);
        audit.searched(actor, "Chart", Map.of("part", "summary"), List.of(patient));
        return summary(patient);
    }

    /** Everything that was measured, with its values over time. */
    @Transactional
    List<Trend> trends(PatientId patient, Actor actor) {
        access.require(actor, Permission.SEE_CHART, patient);
        audit.searched(actor, "Observation", Map.of("part", "trends"), List.of(patient));
        return trends(patient, 560, 160);
    }

    /** @throws NotFound unless the resource is of this patient's chart */
    @Transactional
    Detail get(PatientId patient, ResourceId id, Actor actor) {
        access.require(actor, Permission.SEE_CHART, patient);
        var stored = store.find(id)
                .filter(found -> found.patient().equals(patient))
                .orElseThrow(() -> new NotFound("chart entry"));
        audit.read(actor, stored.type(), id.value(), patient);
        return new Detail(
                id,
                patient,
                stored.source(),
                stored.type(),
                stored.logicalId(),
                stored.version(),
                ChartWords.plain(stored.name()),
                stored.status(),
                stored.interpretation(),
                stored.at(),
                stored.exact(),
                ChartWords.facts(stored.content()),
                attachments(stored.content()),
                author(stored.content()),
                store.versions(id),
                results.review(id).orElse(null),
                stored.content().toPrettyString());
    }

    /** @throws NotFound unless the chart entry has this attachment inside */
    @Transactional
    Download download(PatientId patient, ResourceId id, int index, Actor actor) {
        access.require(actor, Permission.SEE_CHART, patient);
        var stored = store.find(id)
                .filter(found -> found.patient().equals(patient))
                .orElseThrow(() -> new NotFound("chart entry"));
        var found = attachmentNodes(stored.content());
        if (index < 0 || index >= found.size() || !found.get(index).path("data").isString()) {
            throw new NotFound("attachment");
        }
        audit.read(actor, stored.type(), id.value(), patient);
        return new Download(
                found.get(index).path("contentType").asString("application/octet-stream"),
                found.get(index).path("data").stringValue());
    }

    /** Results of the actor's patients that wait for a review, worst first, by patient. */
    @Transactional
    List<Waiting> waiting(Actor actor) {
        access.require(actor, Permission.SEE_CHART);
        var byPatient = new LinkedHashMap<PatientId, List<ResultStore.Waiting>>();
        for (var result : results.waiting(actor.sites(), treats(actor), WAITING_AT_ONCE)) {
            byPatient.computeIfAbsent(result.patient(), it -> new ArrayList<>()).add(result);
        }
        audit.searched(actor, "Observation", Map.of("unreviewed", "true"), byPatient.keySet());
        var intervals = results.intervals();
        var people = results.people(byPatient.keySet());
        var waiting = new ArrayList<Waiting>();
        byPatient.forEach((patient, found) -> {
            var values = store.measuredLike(
                    found.stream().map(ResultStore.Waiting::id).toList());
            var trends = Trends.of(values, intervals, people.get(patient), 120, 28);
            var first = found.getFirst();
            waiting.add(new Waiting(
                    patient,
                    first.family() + ", " + first.given(),
                    first.birthDate(),
                    first.mrn(),
                    found.stream()
                            .map(result -> new WaitingResult(
                                    result.id(),
                                    result.severity(),
                                    ChartWords.plain(result.name()),
                                    result.finding(),
                                    result.issuedAt(),
                                    trendOf(result.id(), trends)))
                            .toList()));
        });
        return waiting;
    }

    /** Confidential records are shown to those alone. */
    private static boolean treats(Actor actor) {
        return actor.roles().stream().anyMatch(Role::treats);
    }

    private static @Nullable Trend trendOf(ResourceId result, List<Trend> trends) {
        return trends.stream()
                .filter(trend -> trend.rows().stream().anyMatch(row -> row.id().equals(result)))
                .findFirst()
                .orElse(null);
    }

    /** Lets those on who may review results. */
    void requireReview(Actor actor) {
        access.require(actor, Permission.REVIEW_RESULT);
    }

    /**
     * Writes down what was decided about results.
     *
     * @return how many of them were still open; the others somebody else reviewed in the meantime
     */
    @Transactional
    public int review(Set<ResourceId> ids, Decision decision, String note, Actor actor) {
        access.require(actor, Permission.REVIEW_RESULT);
        var subjects = results.lockSubjects(ids);
        if (subjects.size() < ids.size()) {
            throw new NotFound("result");
        }
        subjects.forEach(subject -> access.require(actor, Permission.REVIEW_RESULT, subject.patient()));
        var open = subjects.stream().filter(subject -> !subject.reviewed()).toList();
        for (var subject : open) {
            var review = Id.fresh();
            results.insertReview(review, subject, decision, note, actor, clock.instant());
            audit.updated(
                    actor, "Observation", subject.id().value(), subject.patient(), Map.of("reviewed", decision.name()));
        }
        announce(open.stream().map(ResultStore.Subject::patient).toList());
        return open.size();
    }

    /** Takes a review back: the result waits again. */
    @Transactional
    public void undoReview(UUID review, Actor actor) {
        access.require(actor, Permission.REVIEW_RESULT);
        var subject = results.findReviewed(review).orElseThrow(() -> new NotFound("review"));
        access.require(actor, Permission.REVIEW_RESULT, subject.patient());
        results.undoReview(review, actor.user(), clock.instant());
        audit.updated(actor, "Observation", subject.id().value(), subject.patient(), Map.of("review", "taken back"));
        announce(List.of(subject.patient()));
    }

    /** What this actor reviewed today, to be able to take it back. */
    @Transactional
    List<RecentReview> recentReviews(Actor actor) {
        access.require(actor, Permission.SEE_CHART);
        var recent = results.recentReviews(
                actor.user(), clock.instant().minus(Duration.ofHours(12)), actor.sites(), treats(actor));
        var shown = recent.stream().map(RecentReview::patientId).collect(Collectors.toSet());
        if (!shown.isEmpty()) {
            audit.searched(actor, "Observation", Map.of("reviewed", "by me"), shown);
        }
        return recent;
    }

    private void announce(List<PatientId> patients) {
        live.changed("desk");
        live.changed("results");
        patients.stream().distinct().forEach(patient -> live.changed("patient:" + patient));
    }

    private static Map<String, String> criteria(Request request) {
        return Map.of(
                "kinds", request.kinds().toString(),
                "words", request.words(),
                "until", Objects.toString(request.until(), ""));
    }

    private static ThroughlineItem item(PatientId patient, ChartStore.Row row) {
        var kind = Objects.requireNonNull(KINDS.get(row.type()));
        return new ThroughlineItem(
                kind,
                row.at(),
                row.exact(),
                ChartWords.plain(row.name()),
                row.content() == null ? "" : resultValue(row.content()),
                row.status() == null ? "" : ChartWords.status(row.status()),
                tone(row),
                "/patients/" + patient + "/chart?open=" + row.id(),
                kind == Kind.ENCOUNTER ? row.id() : row.encounter());
    }

    /** Of a panel the numbers of its parts: {@code 128 / 81 mm[Hg]} reads better than none. */
    private static String resultValue(JsonNode observation) {
        var components = observation.path("component");
        if (components.isEmpty()) {
            return ResultRules.value(observation);
        }
        var values = new ArrayList<String>();
        components.forEach(part -> values.add(ResultRules.value(part)));
        return values.size() > 3 ? values.size() + " values" : String.join(", ", values);
    }

    private static Tone tone(ChartStore.Row row) {
        return switch (row.interpretation()) {
            case "HH", "LL", "AA" -> Tone.RED;
            case "H", "L", "A", "HU", "LU", "POS", "R" -> Tone.AMBER;
            case null, default -> Tone.NEUTRAL;
        };
    }

    private Map<Kind, Long> counts(PatientId patient, List<ThroughlineItem> contributed) {
        var counts = new EnumMap<Kind, Long>(Kind.class);
        store.countsByType(patient).forEach((type, count) -> {
            var kind = KINDS.get(type);
            if (kind != null) {
                counts.merge(kind, count, Long::sum);
            }
        });
        contributed.forEach(item -> counts.merge(item.kind(), 1L, Long::sum));
        return counts;
    }

    private Summary summary(PatientId patient) {
        var standing = List.of("active", "recurrence", "relapse");
        var done = List.of("completed", "current", "final", "amended");
        return new Summary(
                store.lines(patient, List.of("Condition"), standing, LINES_BESIDE),
                store.lines(patient, List.of("AllergyIntolerance"), standing, LINES_BESIDE),
                store.lines(patient, List.of("MedicationRequest", "MedicationStatement"), standing, LINES_BESIDE),
                trends(patient, 96, 28).stream()
                        .filter(trend -> trend.picture() != null)
                        .limit(TRENDS_BESIDE)
                        .toList(),
                store.lines(patient, List.of("Immunization"), done, LINES_BESIDE),
                careTeam(patient),
                store.lines(patient, List.of("DocumentReference"), done, TRENDS_BESIDE));
    }

    private List<Trend> trends(PatientId patient, int width, int height) {
        return Trends.of(
                store.measured(patient),
                results.intervals(),
                results.people(Set.of(patient)).get(patient),
                width,
                height);
    }

    private List<Line> careTeam(PatientId patient) {
        var members = new LinkedHashMap<String, Line>();
        for (var team : store.contents(patient, "CareTeam", "active").entrySet()) {
            for (var participant : team.getValue().path("participant")) {
                var name = participant.path("member").path("display").asString("");
                var isPatient = participant
                        .path("member")
                        .path("reference")
                        .asString("")
                        .startsWith("Patient/");
                if (!name.isEmpty() && !isPatient) {
                    var role = ChartWords.words(participant.path("role").path(0), 0);
                    members.putIfAbsent(name, new Line(team.getKey(), name, role, null, null, false));
                }
            }
        }
        return List.copyOf(members.values());
    }

    private static List<JsonNode> attachmentNodes(JsonNode resource) {
        var found = new ArrayList<JsonNode>();
        resource.path("content").forEach(content -> found.add(content.path("attachment")));
        resource.path("presentedForm").forEach(found::add);
        return found.stream().filter(JsonNode::isObject).toList();
    }

    private static List<Attachment> attachments(JsonNode resource) {
        var attachments = new ArrayList<Attachment>();
        for (var node : attachmentNodes(resource)) {
            var type = node.path("contentType").asString("application/octet-stream");
            var data = node.path("data").asString("");
            attachments.add(new Attachment(
                    attachments.size(),
                    node.path("title").asString(type),
                    type,
                    type.toLowerCase(Locale.ROOT).startsWith("text/plain") ? text(data, type) : null,
                    !data.isEmpty()));
        }
        return attachments;
    }

    /** Null when the data are none, or more than a page should hold. */
    private static @Nullable String text(String base64, String type) {
        if (base64.isEmpty() || base64.length() > LONGEST_TEXT) {
            return null;
        }
        try {
            return new String(Base64.getMimeDecoder().decode(base64), charset(type)).strip();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Charset charset(String type) {
        var at = type.toLowerCase(Locale.ROOT).indexOf("charset=");
        try {
            return at < 0
                    ? StandardCharsets.UTF_8
                    : Charset.forName(type.substring(at + "charset=".length()).strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static @Nullable String author(JsonNode resource) {
        for (var element : List.of("author", "recorder", "asserter", "requester", "performer", "participant")) {
            var value = resource.path(element);
            var one = value.isArray() ? value.path(0) : value;
            for (var reference : List.of(one, one.path("actor"), one.path("individual"), one.path("member"))) {
                if (reference.path("display").isString()) {
                    return reference.path("display").stringValue();
                }
            }
        }
        return null;
    }
}
