package org.carewright.care.records;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.carewright.care.records.ChartView.Request;
import org.carewright.care.records.ThroughlineItem.Kind;
import org.carewright.foundation.patients.PatientPanel;
import org.carewright.foundation.patients.Patients;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.web.ListQuery;
import org.carewright.platform.web.Shell;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** The chart of one patient: the throughline, what is to know at a glance, one entry, all measurements. */
@Controller
class ChartPages {

    private final Records records;
    private final Patients patients;

    ChartPages(Records records, Patients patients) {
        this.records = records;
        this.patients = patients;
    }

    @Bean
    static PatientPanel chartPanel() {
        return new PatientPanel(10, "Chart", "chart", Permission.SEE_CHART, true);
    }

    @GetMapping("/patients/{id}/chart")
    String chart(
            @PathVariable("id") String id,
            @ModelAttribute(name = "shell", binding = false) Shell shell,
            ListQuery query,
            Actor actor,
            Model model) {
        var patient = PatientId.of(id);
        var request = new Request(kinds(query), query.q(), until(query.filter("until")));
        model.addAttribute("chart", records.chart(patient, request, shell.time().zone(), actor));
        model.addAttribute("frame", patients.frame(patient, "chart", actor));
        model.addAttribute("query", query);
        var open = query.filter("open");
        model.addAttribute("detail", open == null ? null : records.get(patient, ResourceId.of(open), actor));
        return "care/records/chart";
    }

    @GetMapping("/patients/{id}/chart/card")
    String card(@PathVariable("id") String id, Actor actor, Model model) {
        var patient = PatientId.of(id);
        model.addAttribute("path", "/patients/" + patient + "/chart");
        model.addAttribute("summary", records.glance(patient, actor));
        return "care/records/card";
    }

    @GetMapping("/patients/{id}/chart/results")
    String results(@PathVariable("id") String id, ListQuery query, Actor actor, Model model) {
        var patient = PatientId.of(id);
        var trends = records.trends(patient, actor);
        var chosen = query.filter("code");
        model.addAttribute("frame", patients.frame(patient, "chart", actor));
        model.addAttribute("query", query);
        model.addAttribute("trends", trends);
        model.addAttribute(
                "open",
                trends.stream()
                        .filter(trend -> trend.key().equals(chosen))
                        .findFirst()
                        .orElse(null));
        return "care/records/trends";
    }

    /** Never shown by the browser as a page of ours, whatever it claims to be. */
    @GetMapping("/patients/{id}/chart/{entry}/files/{index}")
    ResponseEntity<byte[]> file(
            @PathVariable("id") String id,
            @PathVariable("entry") String entry,
            @PathVariable("index") String index,
            Actor actor) {
        var number = index.matches("[0-9]{1,4}") ? Integer.parseInt(index) : -1;
        var download = records.download(PatientId.of(id), ResourceId.of(entry), number, actor);
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(download.base64());
        } catch (IllegalArgumentException e) {
            throw new NotFound("attachment");
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("attachment-" + entry + "-" + index + extension(download.contentType()))
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(bytes);
    }

    private static String extension(String contentType) {
        return switch (contentType.replaceFirst(";.*", "").strip()) {
            case "application/pdf" -> ".pdf";
            case "text/plain" -> ".txt";
            case "text/xml", "application/xml" -> ".xml";
            case "image/jpeg" -> ".jpg";
            case "image/png" -> ".png";
            default -> ".bin";
        };
    }

    private static Set<Kind> kinds(ListQuery query) {
        var kinds = EnumSet.noneOf(Kind.class);
        for (var code : query.filters().getOrDefault("kind", List.of())) {
            Params.find(Kind.class, code).ifPresent(kinds::add);
        }
        return kinds;
    }

    /** A moment, or a year: then the line begins at that year's end. */
    private static @Nullable Instant until(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.length() == 4
                    ? LocalDate.of(Integer.parseInt(text), 1, 1)
                            .plusYears(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : Instant.parse(text);
        } catch (NumberFormatException | DateTimeParseException e) {
            return null;
        }
    }
}
