package org.carewright.care.scheduling;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.carewright.care.scheduling.Calendar.By;
import org.carewright.care.scheduling.ResourceStore.Site;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Day;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.Permission;
import org.carewright.platform.web.Csv;
import org.carewright.platform.web.ListQuery;
import org.carewright.platform.web.Option;
import org.carewright.platform.web.Place;
import org.carewright.platform.web.QuickAction;
import org.carewright.platform.web.Shell;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The calendar, and the front desk's list of the day. */
@Controller
class SchedulePages {

    private final Agenda agenda;

    SchedulePages(Agenda agenda) {
        this.agenda = agenda;
    }

    @Bean
    static Place todayPlace() {
        return new Place(15, "Today", "/schedule/today", "today", Permission.SEE_SCHEDULE);
    }

    @Bean
    static Place schedulePlace() {
        return new Place(20, "Schedule", "/schedule", "calendar", Permission.SEE_SCHEDULE);
    }

    @Bean
    static QuickAction bookAction() {
        return new QuickAction("Book a visit", "/schedule/book", "calendar-plus", Permission.BOOK);
    }

    @GetMapping("/schedule")
    String schedule(
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            @RequestParam(defaultValue = "") String site,
            @RequestParam(defaultValue = "practitioner") String by,
            @RequestParam(defaultValue = "day") String view,
            @RequestParam(defaultValue = "") String date,
            @RequestParam(required = false) @Nullable UUID resource,
            @RequestParam(required = false) @Nullable UUID visit,
            Model model) {
        var sites = agenda.sites(actor);
        if (sites.isEmpty()) {
            return "care/scheduling/noSite";
        }
        var here = choose(sites, site, shell);
        var local = shell.in(here.zone());
        var shown = new ScheduleView(
                here.id(),
                by.equals("room") ? By.ROOM : By.PRACTITIONER,
                view.equals("week"),
                day(date, local),
                resource,
                visit);
        model.addAttribute("shell", local);
        model.addAttribute("view", shown);
        model.addAttribute("site", here);
        model.addAttribute("sites", options(sites));
        model.addAttribute("resources", agenda.resources(shown, actor));
        model.addAttribute("calendar", agenda.calendar(shown, actor));
        model.addAttribute("detail", visit == null ? null : agenda.visit(new AppointmentId(visit), actor));
        return "care/scheduling/schedule";
    }

    @GetMapping("/schedule/today")
    String today(Actor actor, @ModelAttribute(binding = false) Shell shell, ListQuery query, Model model) {
        var sites = agenda.sites(actor);
        if (sites.isEmpty()) {
            return "care/scheduling/noSite";
        }
        var here = choose(sites, text(query, "site"), shell);
        var local = shell.in(here.zone());
        var day = day(text(query, "date"), local);
        var visits = agenda.day(here.id(), day, actor);
        model.addAttribute("shell", local);
        model.addAttribute("query", query);
        model.addAttribute("site", here);
        model.addAttribute("sites", options(sites));
        model.addAttribute("day", day);
        model.addAttribute("all", visits);
        model.addAttribute("visits", matching(visits, query));
        return "care/scheduling/today";
    }

    @GetMapping("/schedule/today.csv")
    ResponseEntity<byte[]> export(Actor actor, @ModelAttribute(binding = false) Shell shell, ListQuery query) {
        var here = choose(agenda.sites(actor), text(query, "site"), shell);
        var local = shell.in(here.zone());
        var visits = agenda.day(here.id(), day(text(query, "date"), local), actor);
        return Csv.<Visit>of("visits")
                .column(
                        "Starts",
                        visit -> visit.time().start().atZone(here.zone()).toLocalDateTime())
                .column("Ends", visit -> visit.time().end().atZone(here.zone()).toLocalDateTime())
                .column("Patient", visit -> visit.patient().name())
                .column("MRN", visit -> visit.patient().mrn())
                .column("Visit", Visit::visitType)
                .column("Practitioner", visit -> name(visit.practitioner()))
                .column("Room", visit -> name(visit.room()))
                .column("Status", Visit::words)
                .download(matching(visits, query));
    }

    static String name(Visit.@Nullable Named named) {
        return named == null ? "" : named.name();
    }

    /** The site asked for, else the one chosen in the shell, else the first. */
    static Site choose(List<Site> sites, String asked, Shell shell) {
        var chosen = shell.site();
        return sites.stream()
                .filter(site -> site.id().toString().equals(asked))
                .findFirst()
                .or(() -> sites.stream()
                        .filter(site -> chosen != null && site.id().equals(chosen.id()))
                        .findFirst())
                .or(() -> sites.stream().findFirst())
                .orElseThrow(() -> new NotFound("site"));
    }

    /** The day asked for, or today where the site is. */
    static LocalDate day(String asked, Shell local) {
        return Day.parse(asked).orElseGet(() -> local.time().today());
    }

    static List<Option> options(List<Site> sites) {
        return sites.stream()
                .map(site -> Option.of(site.id().toString(), site.name()))
                .toList();
    }

    private static List<Visit> matching(List<Visit> visits, ListQuery query) {
        var words = Arrays.asList(query.q().toLowerCase(Locale.ROOT).split("\\s+"));
        return visits.stream()
                .filter(visit -> {
                    var text = (visit.patient().name() + " " + visit.patient().mrn() + " " + visit.visitType())
                            .toLowerCase(Locale.ROOT);
                    return words.stream().allMatch(text::contains);
                })
                .filter(visit -> query.filter("status") == null
                        || query.has("status", visit.status().code()))
                .filter(visit -> query.filter("practitioner") == null
                        || (visit.practitioner() != null
                                && query.has(
                                        "practitioner",
                                        visit.practitioner().id().toString())))
                .toList();
    }

    private static String text(ListQuery query, String name) {
        var value = query.filter(name);
        return value == null ? "" : value;
    }
}
