package org.carewright.foundation.directory;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.web.Csv;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.ListQuery;
import org.carewright.platform.web.Page;
import org.carewright.platform.web.Toast;
import org.carewright.platform.web.Tone;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
class SitePages {

    private final Directory directory;
    private final Clock clock;

    SitePages(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/directory/sites")
    String list(Actor actor, ListQuery query, Model model) {
        model.addAttribute("query", query);
        model.addAttribute("page", page(query));
        return "foundation/directory/sites";
    }

    @GetMapping("/directory/sites.csv")
    ResponseEntity<byte[]> export(Actor actor, ListQuery query) {
        return Csv.<Site>of("sites")
                .column("Name", Site::name)
                .column("Address", Site::address)
                .column("City", Site::city)
                .column("State", Site::state)
                .column("ZIP", Site::postalCode)
                .column("Phone", Site::phone)
                .column("Time zone", Site::timeZone)
                .column("Active", Site::active)
                .download(page(query.all()).rows());
    }

    private Page<Site> page(ListQuery query) {
        return ListRows.page(
                query,
                directory.sites().stream(),
                site -> site.name() + " " + site.city() + " " + site.address() + " " + site.phone(),
                Site::active,
                Map.of("name", Comparator.comparing(Site::name), "city", Comparator.comparing(Site::city)));
    }

    @GetMapping("/directory/sites/new")
    String blank(Actor actor, Model model) {
        return form(blank(), Input.empty(), model);
    }

    @PostMapping("/directory/sites/new")
    String add(Actor actor, Input input, Model model, RedirectAttributes redirect) {
        var site = read(input, blank());
        try {
            directory.add(site, actor);
        } catch (Invalid invalid) {
            return form(blank(), input.with(invalid.issues()), model);
        }
        Toast.done(redirect, "Site added. Set its hours next.");
        return "redirect:/directory/sites/" + site.id();
    }

    @GetMapping("/directory/sites/{id}")
    String detail(Actor actor, @PathVariable String id, Model model) {
        return detail(actor, directory.site(SiteId.of(id)), Input.empty(), Input.empty(), model);
    }

    @GetMapping("/directory/sites/{id}/edit")
    String edit(Actor actor, @PathVariable String id, Model model) {
        return form(directory.site(SiteId.of(id)), Input.empty(), model);
    }

    @PostMapping("/directory/sites/{id}/edit")
    String change(Actor actor, @PathVariable String id, Input input, Model model, RedirectAttributes redirect) {
        var site = directory.site(SiteId.of(id));
        try {
            directory.change(read(input, site), actor);
        } catch (Invalid invalid) {
            return form(site, input.with(invalid.issues()), model);
        }
        Toast.done(redirect, "Site saved.");
        return "redirect:/directory/sites/" + id;
    }

    @PostMapping("/directory/sites/{id}/active")
    String activate(Actor actor, @PathVariable String id, Input input, RedirectAttributes redirect) {
        var site = directory.site(SiteId.of(id));
        var active = input.has("active", "true");
        directory.change(site.with(active, Fields.version(input)), actor);
        Toast.done(redirect, active ? "The site is open again." : "The site is closed and takes no bookings.");
        return "redirect:/directory/sites/" + id;
    }

    @PostMapping("/directory/sites/{id}/hours")
    String setHours(Actor actor, @PathVariable String id, Input input, Model model, RedirectAttributes redirect) {
        var site = directory.site(SiteId.of(id));
        var issues = new ArrayList<Issue>();
        var hours = Arrays.stream(DayOfWeek.values())
                .flatMap(day -> WeeklyHours.parse(day, input.value(WeeklyHours.field(day)), issues).stream())
                .toList();
        try {
            issues.addAll(WeeklyHours.issues(hours));
            Invalid.throwIfAny(issues);
            directory.setHours(site.with(site.active(), Fields.version(input)), hours, actor);
        } catch (Invalid invalid) {
            return detail(actor, site, input.with(invalid.issues()), Input.empty(), model);
        }
        Toast.done(redirect, "Hours saved.");
        return "redirect:/directory/sites/" + id;
    }

    @PostMapping("/directory/sites/{id}/travel")
    String setTravel(Actor actor, @PathVariable String id, Input input, RedirectAttributes redirect) {
        directory.requireChange(actor);
        var site = directory.site(SiteId.of(id));
        var minutes = new HashMap<SiteId, Optional<Integer>>();
        for (var other : others(site)) {
            var typed = input.value("travel-" + other.id());
            minutes.put(
                    other.id(),
                    typed.isEmpty()
                            ? Optional.empty()
                            : Optional.of(typed.matches("\\d{1,4}") ? Integer.parseInt(typed) : 0));
        }
        try {
            directory.setTravel(site.id(), minutes, actor);
            Toast.done(redirect, "Travel saved.");
        } catch (Invalid invalid) {
            Toast.show(redirect, Tone.RED, invalid.issues().getFirst().message());
        }
        return "redirect:/directory/sites/" + id + "#travel";
    }

    private List<Site> others(Site site) {
        return directory.sites().stream()
                .filter(other -> other.active() && !other.id().equals(site.id()))
                .toList();
    }

    @PostMapping("/directory/sites/{id}/closures")
    String close(Actor actor, @PathVariable String id, Input input, Model model, RedirectAttributes redirect) {
        var site = directory.site(SiteId.of(id));
        List<Closure> closures;
        try {
            closures = ClosureForm.read(input);
        } catch (Invalid invalid) {
            return detail(actor, site, Input.empty(), input.with(invalid.issues()), model);
        }
        var added = directory.close(site.id(), closures, actor);
        Toast.done(redirect, added == 1 ? "One day closed." : added + " days closed.");
        return "redirect:/directory/sites/" + id + "#closures";
    }

    @PostMapping("/directory/sites/{id}/holidays")
    String holidays(Actor actor, @PathVariable String id, Input input, RedirectAttributes redirect) {
        var site = directory.site(SiteId.of(id));
        var today = today(site);
        var year = input.has("year", "next") ? today.getYear() + 1 : today.getYear();
        var added = directory.close(site.id(), FederalHolidays.of(year), actor);
        Toast.done(redirect, added == 0 ? "They were all there already." : added + " holidays of " + year + " added.");
        return "redirect:/directory/sites/" + id + "#closures";
    }

    @PostMapping("/directory/sites/{id}/closures/{day}/remove")
    String reopen(Actor actor, @PathVariable String id, @PathVariable String day, RedirectAttributes redirect) {
        var date = Fields.date(day);
        directory.reopen(SiteId.of(id), date, actor);
        Toast.done(redirect, "The site is open on " + Words.date(date) + ".");
        return "redirect:/directory/sites/" + id + "#closures";
    }

    private String detail(Actor actor, Site site, Input hoursInput, Input closureInput, Model model) {
        var today = today(site);
        model.addAttribute("site", site);
        model.addAttribute("hours", directory.hours(site.id()));
        model.addAttribute(
                "closures",
                directory.closures(site.id()).stream()
                        .filter(closure -> !closure.day().isBefore(today))
                        .toList());
        model.addAttribute("others", others(site));
        model.addAttribute("travel", directory.travel(site.id()));
        model.addAttribute("year", today.getYear());
        model.addAttribute("uses", directory.uses(site.id(), actor));
        model.addAttribute("hoursInput", hoursInput);
        model.addAttribute("closureInput", closureInput);
        return "foundation/directory/site";
    }

    private String form(Site site, Input input, Model model) {
        model.addAttribute("site", site);
        model.addAttribute("input", input);
        return "foundation/directory/site-form";
    }

    private Site blank() {
        var zone = directory.organization().map(Organization::timeZone).orElse("America/New_York");
        return Site.named("", ZoneId.of(zone));
    }

    private LocalDate today(Site site) {
        return clock.instant().atZone(site.zone()).toLocalDate();
    }

    private static Site read(Input input, Site site) {
        return new Site(
                site.id(),
                input.value("name"),
                input.value("timeZone"),
                input.value("address"),
                input.value("city"),
                input.value("state"),
                input.value("postalCode"),
                input.value("phone"),
                site.active(),
                Fields.version(input));
    }
}
