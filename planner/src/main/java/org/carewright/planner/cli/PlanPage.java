package org.carewright.planner.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.carewright.planner.Admission;
import org.carewright.planner.Care;
import org.carewright.planner.Evaluation;
import org.carewright.planner.Evaluator;
import org.carewright.planner.Gender;
import org.carewright.planner.Instance;
import org.carewright.planner.NurseDuty;
import org.carewright.planner.Part;
import org.carewright.planner.Plan;
import org.carewright.planner.WorkingShift;

/** A plan as one HTML page that needs nothing else: rooms, theatres and nurses over the days, and what it costs. */
final class PlanPage {

    private static final int DAY_WIDTH = 56;
    private static final int BED_HEIGHT = 20;
    private static final int LABEL_WIDTH = 60;
    /** How many patients and nurses the tables of costs name. */
    private static final int MOST_COSTLY = 30;
    /** Rows for empty beds of one room. */
    private static final int MOST_BEDS = 50;

    private static final String STYLE = """
            body { font: 14px/1.4 system-ui, sans-serif; color: #0f172a; background: #fff; margin: 24px; }
            h1 { font-size: 22px; } h2 { font-size: 17px; margin-top: 32px; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; } th, td { padding: 3px 8px; border: 1px solid #e2e8f0; text-align: right; }
            th { background: #f8fafc; font-weight: 600; } th.day { text-align: center; border-left: 2px solid #94a3b8; }
            th:first-child, td.words { text-align: left; position: sticky; left: 0; background: #f8fafc; }
            td { vertical-align: top; } td.words { background: #fff; }
            .closed { background: #f1f5f9; } .over { background: #fecaca; font-weight: 600; } .free { color: #94a3b8; }
            .broken { color: #b91c1c; } svg text { font-size: 12px; }
            """;

    private final Instance instance;
    private final Plan plan;
    private final Evaluation evaluation;
    private final List<Stay> stays = new ArrayList<>();
    private final StringBuilder html = new StringBuilder();

    private PlanPage(Instance instance, Plan plan) {
        this.instance = instance;
        this.plan = plan;
        this.evaluation = Evaluator.evaluate(instance, plan);
        for (var occupant : instance.occupants()) {
            stay(
                    occupant.id(),
                    occupant.gender(),
                    occupant.room(),
                    0,
                    occupant.lengthOfStay(),
                    occupant.care(),
                    "there already, age " + instance.ageGroups().get(occupant.ageGroup()));
        }
        admitted((p, admission) -> {
            var patient = instance.patients().get(p);
            stay(
                    patient.id(),
                    patient.gender(),
                    admission.room(),
                    admission.day(),
                    patient.lengthOfStay(),
                    patient.care(),
                    "%s, age %s, surgeon %s, theatre %s, waits %d days"
                            .formatted(
                                    patient.mandatory() ? "must be admitted" : "may be admitted",
                                    instance.ageGroups().get(patient.ageGroup()),
                                    instance.surgeons().get(patient.surgeon()).id(),
                                    instance.theaters().get(admission.theater()).id(),
                                    admission.day() - patient.releaseDay()));
        });
    }

    static String of(Instance instance, Plan plan) {
        return new PlanPage(instance, plan).page();
    }

    /** Somebody in a bed, from a day up to the day before another. */
    private record Stay(String id, Gender gender, int room, int from, int until, Care care, String words) {}

    private interface Admitted {
        void accept(int patient, Admission admission);
    }

    private void admitted(Admitted consumer) {
        for (var p = 0; p < instance.patients().size(); p++) {
            var admission = plan.admissions().get(p);
            if (admission != null) {
                consumer.accept(p, admission);
            }
        }
    }

    private void stay(String id, Gender gender, int room, int from, int lengthOfStay, Care care, String words) {
        stays.add(new Stay(id, gender, room, from, Math.min(instance.days(), from + lengthOfStay), care, words));
    }

    private String page() {
        html.append("""
                <!DOCTYPE html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>Plan of a ward</title>
                <style>
                %s</style>
                <h1>Plan of %d days: cost %,d</h1>
                """.formatted(STYLE, instance.days(), evaluation.totalCost()));
        violations();
        parts();
        rooms();
        leftOut();
        theaters();
        nurses();
        costs("Cost by day", "day", evaluation.costsByDay());
        costs("The most costly patients who are there", "patient", most(evaluation.costsByPerson()));
        costs("The most costly nurses", "nurse", most(evaluation.costsByNurse()));
        return html.append("</html>\n").toString();
    }

    private void violations() {
        if (evaluation.feasible()) {
            html.append("<p>It keeps all rules.</p>\n");
            return;
        }
        html.append("<p class=\"broken\">It breaks rules %d times:</p>\n<ul class=\"broken\">\n"
                .formatted(evaluation.totalViolations()));
        evaluation
                .violations()
                .forEach(violation -> html.append("<li>")
                        .append(escaped(violation.sentence()))
                        .append("</li>\n"));
        html.append("</ul>\n");
    }

    private void parts() {
        html.append("<h2>What it costs</h2>\n<table>\n<tr><th>wish<th>not kept<th>weight<th>cost\n");
        for (var part : Part.values()) {
            html.append("<tr><td class=\"words\">%s<td>%,d<td>%,d<td>%,d%n"
                    .formatted(
                            part.title(),
                            evaluation.amount(part),
                            part.weight(evaluation.weights()),
                            evaluation.cost(part)));
        }
        html.append("<tr><th class=\"words\">together<td><td><td><strong>%,d</strong>%n</table>%n"
                .formatted(evaluation.totalCost()));
    }

    /** A bar for each stay, in a row for each bed; who is in which of a room's beds is of no matter. */
    private void rooms() {
        var width = LABEL_WIDTH + instance.days() * DAY_WIDTH;
        var svg = new StringBuilder();
        var top = BED_HEIGHT;
        for (var d = 0; d < instance.days(); d++) {
            svg.append("<text x=\"%d\" y=\"14\">%d</text>%n".formatted(LABEL_WIDTH + d * DAY_WIDTH + 4, d));
        }
        for (var r = 0; r < instance.rooms().size(); r++) {
            var room = r;
            var here = stays.stream()
                    .filter(stay -> stay.room() == room)
                    .sorted(Comparator.comparingInt(Stay::from))
                    .toList();
            var freeFrom = new ArrayList<Integer>();
            IntStream.range(
                            0,
                            Math.min(
                                    MOST_BEDS,
                                    Collections.max(instance.rooms().get(r).beds())))
                    .forEach(bed -> freeFrom.add(0));
            svg.append("<line x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%2$d\" stroke=\"#94a3b8\"/>%n".formatted(width, top));
            svg.append("<text x=\"0\" y=\"%d\">%s</text>%n"
                    .formatted(top + 15, escaped(instance.rooms().get(r).id())));
            for (var stay : here) {
                var bed = IntStream.range(0, freeFrom.size())
                        .filter(b -> freeFrom.get(b) <= stay.from())
                        .findFirst()
                        .orElseGet(() -> {
                            freeFrom.add(0);
                            return freeFrom.size() - 1;
                        });
                freeFrom.set(bed, stay.until());
                svg.append(bar(stay, top + bed * BED_HEIGHT));
            }
            top += freeFrom.size() * BED_HEIGHT + 4;
        }
        html.append("""
                <h2>Rooms</h2>
                <p>A row for each bed, a column for each day. Green: gender A, violet: gender B; dashed: there already.</p>
                <div class="scroll"><svg role="img" aria-label="Stays by room and day" width="%d" height="%d">
                %s</svg></div>
                """.formatted(width, top, svg));
    }

    private static String bar(Stay stay, int top) {
        var occupant = stay.words().startsWith("there already");
        return """
                <g><title>%s: %s, days %d to %d</title>
                <rect x="%d" y="%d" width="%d" height="%d" rx="3" fill="%s" stroke="%s"%s/>
                <text x="%d" y="%d" fill="#0f172a">%1$s</text></g>
                """.formatted(
                        escaped(stay.id()),
                        escaped(stay.words()),
                        stay.from(),
                        stay.until() - 1,
                        LABEL_WIDTH + stay.from() * DAY_WIDTH + 1,
                        top + 2,
                        (stay.until() - stay.from()) * DAY_WIDTH - 2,
                        BED_HEIGHT - 3,
                        stay.gender() == Gender.A ? "#ccfbf1" : "#e0e7ff",
                        stay.gender() == Gender.A ? "#0f766e" : "#4338ca",
                        occupant ? " stroke-dasharray=\"4 3\"" : "",
                        LABEL_WIDTH + stay.from() * DAY_WIDTH + 6,
                        top + 15);
    }

    private void leftOut() {
        var out = IntStream.range(0, instance.patients().size())
                .filter(p -> plan.admissions().get(p) == null)
                .mapToObj(p -> escaped(instance.patients().get(p).id()))
                .collect(Collectors.joining(", "));
        html.append(out.isEmpty() ? "<p>Everybody is admitted.</p>\n" : "<p>Left out: " + out + ".</p>\n");
    }

    private void theaters() {
        var surgeries = new HashMap<Admission, List<Integer>>();
        admitted((p, admission) -> surgeries
                .computeIfAbsent(new Admission(admission.day(), 0, admission.theater()), key -> new ArrayList<>())
                .add(p));
        head(
                "Theatres: minutes of surgery of those available",
                "theatre",
                IntStream.range(0, instance.days()).mapToObj(Integer::toString).toList());
        for (var t = 0; t < instance.theaters().size(); t++) {
            var theater = instance.theaters().get(t);
            html.append("<tr><th>").append(escaped(theater.id()));
            for (var d = 0; d < instance.days(); d++) {
                var patients = surgeries.getOrDefault(new Admission(d, 0, t), List.of());
                var minutes = patients.stream()
                        .mapToInt(p -> instance.patients().get(p).surgeryDuration())
                        .sum();
                var available = theater.availability().get(d);
                html.append(available == 0 && patients.isEmpty() ? "<td class=\"closed\">" : cell(minutes, available));
                patients.forEach(p -> html.append("<br>")
                        .append(escaped(instance.patients().get(p).id())));
            }
            html.append('\n');
        }
        html.append("</table></div>\n");
    }

    private void nurses() {
        var loads = new HashMap<NurseDuty, Integer>();
        for (var duty : plan.duties()) {
            var d = duty.shift() / instance.shiftTypes().size();
            var load = stays.stream()
                    .filter(stay -> stay.room() == duty.room() && stay.from() <= d && d < stay.until())
                    .mapToInt(stay -> stay.care()
                            .workload()
                            .get(duty.shift()
                                    - stay.from() * instance.shiftTypes().size()))
                    .sum();
            loads.merge(new NurseDuty(duty.nurse(), 0, duty.shift()), load, Integer::sum);
        }
        html.append("<h2>Nurses: workload of what each can bear</h2>\n<div class=\"scroll\"><table>\n<tr><th>day");
        for (var d = 0; d < instance.days(); d++) {
            html.append("<th class=\"day\" colspan=\"%d\">%d"
                    .formatted(instance.shiftTypes().size(), d));
        }
        html.append("\n<tr><th>nurse");
        for (var s = 0; s < instance.shifts(); s++) {
            html.append("<th>")
                    .append(escaped(
                            instance.shiftTypes().get(s % instance.shiftTypes().size())));
        }
        html.append('\n');
        for (var n = 0; n < instance.nurses().size(); n++) {
            var nurse = instance.nurses().get(n);
            var working = nurse.workingShifts().stream()
                    .collect(Collectors.toMap(
                            shift -> shift.day() * instance.shiftTypes().size() + shift.shift(),
                            WorkingShift::maxLoad));
            html.append("<tr><th>").append(escaped(nurse.id()));
            for (var s = 0; s < instance.shifts(); s++) {
                var load = loads.get(new NurseDuty(n, 0, s));
                var most = working.get(s);
                if (most == null) {
                    html.append(load == null ? "<td class=\"closed\">" : "<td class=\"over\">" + load);
                } else {
                    html.append(cell(load == null ? 0 : load, most));
                }
            }
            html.append('\n');
        }
        html.append("</table></div>\n");
    }

    private static String cell(int used, int available) {
        var style = used > available ? " class=\"over\"" : used == 0 ? " class=\"free\"" : "";
        return "<td" + style + ">" + used + "/" + available;
    }

    private void head(String title, String first, List<String> columns) {
        html.append("<h2>%s</h2>%n<div class=\"scroll\"><table>%n<tr><th>%s".formatted(title, first));
        columns.forEach(column -> html.append("<th>").append(column));
        html.append('\n');
    }

    private <K> void costs(String title, String what, Map<K, Map<Part, Long>> costs) {
        if (costs.isEmpty()) {
            return;
        }
        var parts = Stream.of(Part.values())
                .filter(part -> costs.values().stream().anyMatch(cost -> cost.containsKey(part)))
                .toList();
        head(
                title,
                what,
                Stream.concat(Stream.of("total"), parts.stream().map(Part::title))
                        .toList());
        costs.forEach((key, cost) -> {
            html.append("<tr><th>")
                    .append(escaped(key.toString()))
                    .append("<td>")
                    .append(total(cost));
            parts.forEach(part -> html.append("<td>").append(cost.containsKey(part) ? cost.get(part) : ""));
            html.append('\n');
        });
        html.append("</table></div>\n");
    }

    private static long total(Map<Part, Long> cost) {
        return cost.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Those who cost most, the most costly first. */
    private static Map<String, Map<Part, Long>> most(Map<String, Map<Part, Long>> costs) {
        var sorted = new LinkedHashMap<String, Map<Part, Long>>();
        costs.entrySet().stream()
                .filter(entry -> !entry.getValue().containsKey(Part.UNSCHEDULED_OPTIONAL))
                .sorted(Comparator.comparingLong(entry -> -total(entry.getValue())))
                .limit(MOST_COSTLY)
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
