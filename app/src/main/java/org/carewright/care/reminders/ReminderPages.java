package org.carewright.care.reminders;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.carewright.foundation.directory.Directory;
import org.carewright.foundation.directory.Site;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Day;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.Permission;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.ListQuery;
import org.carewright.platform.web.Option;
import org.carewright.platform.web.Place;
import org.carewright.platform.web.Shell;
import org.carewright.platform.web.Toast;
import org.carewright.platform.web.Tone;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whom to call before tomorrow, what was sent, when messages go out; and a practitioner's own calendar. */
@Controller
class ReminderPages {

    private static final String SOME_HOURS = "\\d{1,4}";

    private final Reminders reminders;
    private final Directory directory;

    ReminderPages(Reminders reminders, Directory directory) {
        this.reminders = reminders;
        this.directory = directory;
    }

    @Bean
    static Place remindersPlace() {
        return new Place(24, "Reminders", "/reminders", "message", Permission.SEE_SCHEDULE);
    }

    @GetMapping("/reminders")
    String page(Actor actor, @ModelAttribute(binding = false) Shell shell, ListQuery query, Model model) {
        reminders.requireSight(actor);
        var sites = directory.sites().stream()
                .filter(site -> actor.sites().contains(site.id()))
                .toList();
        if (sites.isEmpty()) {
            return "care/reminders/noSite";
        }
        var asked = Objects.requireNonNullElse(query.filter("site"), "");
        var site = sites.stream()
                .filter(one -> one.id().toString().equals(asked))
                .findFirst()
                .or(() -> sites.stream().findFirst())
                .orElseThrow(() -> new NotFound("site"));
        var local = shell.in(site.zone());
        var day = Day.parse(Objects.requireNonNullElse(query.filter("date"), ""))
                .orElse(local.time().today().plusDays(1));
        model.addAttribute("shell", local);
        model.addAttribute("query", query);
        model.addAttribute("site", site);
        model.addAttribute("sites", options(sites));
        model.addAttribute("day", day);
        model.addAttribute("overview", reminders.overview(site.id(), day, actor));
        return "care/reminders/reminders";
    }

    @PostMapping("/reminders/windows/{id}")
    String change(
            Actor actor,
            @PathVariable String id,
            @RequestParam(defaultValue = "0") int version,
            Input input,
            RedirectAttributes redirect) {
        reminders.requireChange(actor);
        var text = input.value("hours");
        try {
            var hours = text.matches(SOME_HOURS) ? Integer.valueOf(text) : null;
            reminders.change(id, hours, input.has("active", "yes"), version, actor);
            Toast.done(redirect, "Changed.");
        } catch (Invalid invalid) {
            Toast.show(redirect, Tone.RED, invalid.issues().getFirst().message());
        }
        return "redirect:/reminders";
    }

    @GetMapping("/calendar-feed")
    String feed(Actor actor, Model model) {
        model.addAttribute("own", reminders.own(actor));
        return "care/reminders/feed";
    }

    @PostMapping("/calendar-feed")
    String makeFeed(Actor actor, Model model) {
        model.addAttribute("address", reminders.makeFeed(actor));
        model.addAttribute("own", reminders.own(actor));
        return "care/reminders/feed";
    }

    @PostMapping("/calendar-feed/end")
    String endFeed(Actor actor, RedirectAttributes redirect) {
        reminders.endFeed(actor);
        Toast.done(redirect, "The address leads nowhere any more.");
        return "redirect:/calendar-feed";
    }

    /** For a calendar program, which cannot sign in: the address is the secret. */
    @GetMapping("/feeds/{token}.ics")
    ResponseEntity<String> read(@PathVariable String token, HttpServletRequest request) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, CalendarFile.TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=300")
                .body(reminders.feed(token, request.getRemoteAddr()));
    }

    private static List<Option> options(List<Site> sites) {
        return sites.stream()
                .map(site -> Option.of(site.id().toString(), site.name()))
                .toList();
    }
}
