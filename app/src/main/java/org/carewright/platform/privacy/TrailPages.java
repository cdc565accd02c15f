package org.carewright.platform.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Day;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.web.Csv;
import org.carewright.platform.web.ListQuery;
import org.carewright.platform.web.Place;
import org.carewright.platform.web.Shell;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** The audit trail for those who oversee it, and who has looked for those who care for the patient. */
@Controller
class TrailPages {

    private static final int DAYS_SHOWN_AT_FIRST = 7;
    private static final Duration WHO_LOOKED = Duration.ofDays(365);

    private final Trail trail;
    private final Clock clock;

    TrailPages(Trail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    @Bean
    static Place auditPlace() {
        return new Place(395, "Audit", "/audit", "eye", Permission.SEE_AUDIT);
    }

    @GetMapping("/audit")
    String audit(
            Actor actor, ListQuery query, @ModelAttribute(name = "shell", binding = false) Shell shell, Model model) {
        var asked = read(query, shell.time().zone());
        var answer = trail.find(asked, Trail.PAGE, actor);
        model.addAttribute("query", query);
        model.addAttribute("asked", asked);
        model.addAttribute("zone", shell.time().zone());
        model.addAttribute("answer", answer);
        model.addAttribute(
                "next",
                answer.rows().size() < Trail.PAGE
                        ? Optional.empty()
                        : Optional.of(
                                query.with("before", position(answer.rows().getLast()))
                                        .url()));
        return "platform/privacy/audit";
    }

    @GetMapping("/audit.csv")
    ResponseEntity<byte[]> export(
            Actor actor, ListQuery query, @ModelAttribute(name = "shell", binding = false) Shell shell) {
        var answer = trail.find(read(query, shell.time().zone()), Trail.EXPORT, actor);
        return Csv.<TrailRow>of("audit")
                .column("Time (UTC)", TrailRow::recordedAt)
                .column("Person", TrailRow::userName)
                .column("Act", TrailRow::act)
                .column("What", TrailRow::kind)
                .column(
                        "Patients",
                        row -> row.patients().stream().map(PatientId::toString).collect(Collectors.joining(" ")))
                .column("Route", TrailRow::route)
                .column("Purpose", TrailRow::purpose)
                .column("Address", TrailRow::address)
                .column("Row", TrailRow::id)
                .download(answer.rows());
    }

    @GetMapping("/patients/{id}/who-looked")
    String whoLooked(
            Actor actor,
            @PathVariable String id,
            @ModelAttribute(name = "shell", binding = false) Shell shell,
            Model model) {
        var patient = PatientId.of(id);
        var looked = trail.looked(patient, WHO_LOOKED, shell.time().zone(), actor);
        model.addAttribute("patient", patient);
        model.addAttribute("name", trail.name(patient));
        model.addAttribute(
                "days",
                looked.stream().collect(Collectors.groupingBy(Looked::day, LinkedHashMap::new, Collectors.toList())));
        return "platform/privacy/who-looked";
    }

    private TrailQuery read(ListQuery query, ZoneId zone) {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var from = date(query.filter("from")).orElse(today.minusDays(DAYS_SHOWN_AT_FIRST));
        var to = date(query.filter("to")).orElse(today);
        return new TrailQuery(
                query.q(),
                Optional.ofNullable(query.filter("patient")).map(PatientId::of),
                Objects.requireNonNullElse(query.filter("act"), "").toLowerCase(Locale.ROOT),
                from.atStartOfDay(zone).toInstant(),
                to.plusDays(1).atStartOfDay(zone).toInstant(),
                Optional.ofNullable(query.filter("before")).flatMap(TrailQuery.Position::parse));
    }

    private static Optional<LocalDate> date(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(Day::parse);
    }

    private static String position(TrailRow row) {
        return new TrailQuery.Position(row.recordedAt(), row.id()).toString();
    }
}
