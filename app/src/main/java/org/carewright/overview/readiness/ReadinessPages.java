package org.carewright.overview.readiness;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.carewright.foundation.directory.Directory;
import org.carewright.foundation.directory.Site;
import org.carewright.overview.readiness.Readiness.Visit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Day;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.Permission;
import org.carewright.platform.web.Csv;
import org.carewright.platform.web.ListQuery;
import org.carewright.platform.web.Option;
import org.carewright.platform.web.Place;
import org.carewright.platform.web.Shell;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The front desk's evening: what must still be done, so that tomorrow goes as planned. */
@Controller
class ReadinessPages {

    private final Readiness readiness;
    private final Directory directory;

    ReadinessPages(Readiness readiness, Directory directory) {
        this.readiness = readiness;
        this.directory = directory;
    }

    @Bean
    static Place readinessPlace() {
        return new Place(17, "Readiness", "/readiness", "done", Permission.SEE_SCHEDULE);
    }

    /** What a page or file shows. */
    private record Shown(Site site, Shell shell, LocalDate day, List<Visit> all, List<Visit> visits) {}

    @GetMapping("/readiness")
    String page(Actor actor, @ModelAttribute(binding = false) Shell shell, ListQuery query, Model model) {
        readiness.require(actor);
        var sites = sites(actor);
        if (sites.isEmpty()) {
            return "overview/readiness/noSite";
        }
        var shown = shown(actor, shell, query, sites);
        model.addAttribute("shell", shown.shell());
        model.addAttribute("query", query);
        model.addAttribute("site", shown.site());
        model.addAttribute(
                "sites",
                sites.stream()
                        .map(site -> Option.of(site.id().toString(), site.name()))
                        .toList());
        model.addAttribute("day", shown.day());
        model.addAttribute("all", shown.all());
        model.addAttribute("visits", shown.visits());
        return "overview/readiness/readiness";
    }

    @GetMapping("/readiness.csv")
    ResponseEntity<byte[]> export(Actor actor, @ModelAttribute(binding = false) Shell shell, ListQuery query) {
        readiness.require(actor);
        var shown = shown(actor, shell, query, sites(actor));
        var csv = Csv.<Visit>of("readiness")
                .column("Time", visit -> shown.shell().time().time(visit.facts().start()))
                .column("Patient", visit -> visit.facts().name())
                .column("MRN", visit -> visit.facts().mrn())
                .column("Visit", visit -> visit.facts().visitType())
                .column(
                        "With",
                        visit -> Objects.requireNonNullElse(visit.facts().practitioner(), ""));
        for (var check : Check.values()) {
            csv.column(check.title(), visit -> visit.finding(check).words());
        }
        return csv.download(shown.visits());
    }

    private Shown shown(Actor actor, Shell shell, ListQuery query, List<Site> sites) {
        var asked = Objects.requireNonNullElse(query.filter("site"), "");
        var site = sites.stream()
                .filter(one -> one.id().toString().equals(asked))
                .findFirst()
                .or(() -> sites.stream().findFirst())
                .orElseThrow(() -> new NotFound("site"));
        var local = shell.in(directory.zone(site.id()));
        var day = Day.parse(Objects.requireNonNullElse(query.filter("date"), ""))
                .orElse(local.time().today().plusDays(1));
        var all = readiness.day(site.id(), day, actor);
        var words = query.q().toLowerCase(Locale.ROOT);
        var visits = all.stream()
                .filter(visit -> !query.has("show", "open") || !visit.isReady())
                .filter(visit -> {
                    var practitioner = query.filter("practitioner");
                    return practitioner == null
                            || practitioner.equals(visit.facts().practitioner());
                })
                .filter(visit -> words.isEmpty()
                        || (visit.facts().name() + " " + visit.facts().mrn())
                                .toLowerCase(Locale.ROOT)
                                .contains(words))
                .toList();
        return new Shown(site, local, day, all, visits);
    }

    private List<Site> sites(Actor actor) {
        return directory.sites().stream()
                .filter(site -> site.active() && actor.sites().contains(site.id()))
                .sorted(Comparator.comparing(Site::name))
                .toList();
    }
}
