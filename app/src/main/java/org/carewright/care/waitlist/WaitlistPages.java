package org.carewright.care.waitlist;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.waitlist.OfferOutcome.Declined;
import org.carewright.care.waitlist.OfferOutcome.Taken;
import org.carewright.care.waitlist.OfferOutcome.TooLate;
import org.carewright.care.waitlist.Waitlist.Overview;
import org.carewright.care.waitlist.Waitlist.Ranked;
import org.carewright.foundation.directory.Directory;
import org.carewright.foundation.directory.Practitioner;
import org.carewright.foundation.directory.Site;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.foundation.patients.Patients;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.web.Csv;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.ListQuery;
import org.carewright.platform.web.Option;
import org.carewright.platform.web.Place;
import org.carewright.platform.web.Shell;
import org.carewright.platform.web.Toast;
import org.carewright.platform.web.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The waitlist as staff see it: who waits, what is offered at this moment, what came of it. */
@Controller
class WaitlistPages {

    private final Waitlist waitlist;
    private final Directory directory;
    private final Patients patients;

    WaitlistPages(Waitlist waitlist, Directory directory, Patients patients) {
        this.waitlist = waitlist;
        this.directory = directory;
        this.patients = patients;
    }

    @Bean
    static Place waitlistPlace() {
        return new Place(22, "Waitlist", "/waitlist", "alarm", Permission.SEE_SCHEDULE);
    }

    @GetMapping("/waitlist")
    String list(Actor actor, @ModelAttribute(binding = false) Shell shell, ListQuery query, Model model) {
        waitlist.requireSight(actor);
        var sites = sites(actor);
        var overview = overview(actor, query, sites);
        model.addAttribute("query", query);
        model.addAttribute("sites", options(sites));
        model.addAttribute("overview", overview);
        model.addAttribute("requests", matching(overview, query));
        model.addAttribute("names", names(overview));
        model.addAttribute(
                "zone",
                sites.stream().findFirst().map(Site::zone).orElse(shell.time().zone()));
        model.addAttribute(
                "visitTypes",
                overview.requests().stream()
                        .map(one -> one.row().visitType())
                        .distinct()
                        .sorted()
                        .map(name -> Option.of(name, name))
                        .toList());
        return "care/waitlist/waitlist";
    }

    @GetMapping("/waitlist.csv")
    ResponseEntity<byte[]> export(Actor actor, ListQuery query) {
        waitlist.requireSight(actor);
        return Csv.<Ranked>of("waitlist")
                .column("Rank", one -> one.rank() == 0 ? "" : String.valueOf(one.rank()))
                .column("Patient", one -> one.row().name())
                .column("MRN", one -> one.row().mrn())
                .column("Visit", one -> one.row().visitType())
                .column("Why there", Ranked::words)
                .column(
                        "First day",
                        one -> one.row().waiting().request().earliest().toString())
                .column(
                        "Last day",
                        one -> one.row().waiting().request().latest().toString())
                .column("State", one -> one.row().waiting().status().words())
                .download(matching(overview(actor, query, sites(actor)), query));
    }

    @GetMapping("/waitlist/new")
    String ask(Actor actor, @ModelAttribute(binding = false) Shell shell, Input input, Model model) {
        waitlist.requireBooking(actor);
        var site = input.requiredId("site", SiteId::of, "Choose the site on the booking page.");
        var current = current(input, actor);
        var form =
                WaitlistForm.fresh(input, shell.in(directory.zone(site)).time().today(), current);
        return form(actor, shell, input, form, List.of(), model);
    }

    @PostMapping("/waitlist/new")
    String ask(
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            Input input,
            Model model,
            RedirectAttributes redirect) {
        waitlist.requireBooking(actor);
        try {
            var request = WaitlistForm.read(input);
            waitlist.ask(request, actor);
            Toast.done(redirect, "On the waitlist. Whatever becomes free and suits is offered by itself.");
            return "redirect:/waitlist/" + request.id();
        } catch (Invalid invalid) {
            return form(actor, shell, input, input.with(invalid.issues()), input.values("weekday"), model);
        }
    }

    @GetMapping("/waitlist/{id}")
    String detail(Actor actor, @ModelAttribute(binding = false) Shell shell, @PathVariable UUID id, Model model) {
        return detail(actor, shell, id, null, model);
    }

    @PostMapping("/waitlist/{id}")
    String change(
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            @PathVariable UUID id,
            @RequestParam int version,
            Input input,
            Model model,
            RedirectAttributes redirect) {
        waitlist.requireBooking(actor);
        try {
            var standing = waitlist.detail(id, actor).waiting().request();
            waitlist.change(WaitlistForm.read(input, standing), version, actor);
            return done(redirect, id, "Changed.");
        } catch (Invalid invalid) {
            return detail(actor, shell, id, input.with(invalid.issues()), model);
        }
    }

    @PostMapping("/waitlist/{id}/close")
    String close(
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            @PathVariable UUID id,
            Input input,
            Model model,
            RedirectAttributes redirect) {
        waitlist.requireBooking(actor);
        try {
            waitlist.close(id, input.value("why"), actor);
            Toast.done(redirect, "Off the waitlist.", Toast.undo("/waitlist/" + id + "/resume"));
            return "redirect:/waitlist";
        } catch (Invalid invalid) {
            return detail(actor, shell, id, input.with(invalid.issues()), model);
        }
    }

    @PostMapping("/waitlist/{id}/resume")
    String resume(Actor actor, @PathVariable UUID id, RedirectAttributes redirect) {
        waitlist.resume(id, actor);
        return done(redirect, id, "Offers go on.");
    }

    /** The patient said yes on the telephone. */
    @PostMapping("/waitlist/{id}/offers/{visit}/take")
    String take(Actor actor, @PathVariable UUID id, @PathVariable UUID visit, RedirectAttributes redirect) {
        return answered(redirect, id, waitlist.take(new AppointmentId(visit), actor));
    }

    /** The patient said no on the telephone. */
    @PostMapping("/waitlist/{id}/offers/{visit}/decline")
    String decline(Actor actor, @PathVariable UUID id, @PathVariable UUID visit, RedirectAttributes redirect) {
        return answered(redirect, id, waitlist.decline(new AppointmentId(visit), actor));
    }

    private static String answered(RedirectAttributes redirect, UUID id, OfferOutcome outcome) {
        switch (outcome) {
            case Taken taken -> Toast.done(redirect, "Booked. A later visit she had is given back.");
            case Declined declined -> Toast.done(redirect, "Declined; the time goes to the next.");
            case TooLate late ->
                Toast.show(redirect, Tone.RED, "Too late: the time is held no longer. She stays on the list.");
        }
        return "redirect:/waitlist/" + id;
    }

    private static String done(RedirectAttributes redirect, UUID id, String words) {
        Toast.done(redirect, words);
        return "redirect:/waitlist/" + id;
    }

    private Overview overview(Actor actor, ListQuery query, List<Site> sites) {
        var asked = query.filter("site");
        var chosen = sites.stream()
                .map(Site::id)
                .filter(site -> asked == null || site.toString().equals(asked))
                .collect(Collectors.toSet());
        return waitlist.overview(chosen, actor);
    }

    private static List<Ranked> matching(Overview overview, ListQuery query) {
        var words = query.q().toLowerCase(Locale.ROOT);
        return overview.requests().stream()
                .filter(one -> query.filter("visit") == null
                        || Objects.equals(query.filter("visit"), one.row().visitType()))
                .filter(one -> query.filter("status") == null
                        || one.row().waiting().status().name().equals(query.filter("status")))
                .filter(one -> words.isEmpty()
                        || (one.row().name() + " " + one.row().mrn())
                                .toLowerCase(Locale.ROOT)
                                .contains(words))
                .toList();
    }

    /** Who the patients of the offers are, as far as they still wait. */
    private static Map<UUID, String> names(Overview overview) {
        return overview.requests().stream()
                .collect(Collectors.toMap(
                        one -> one.row().waiting().id(), one -> one.row().name()));
    }

    private String form(Actor actor, Shell shell, Input asked, Input input, List<String> weekdays, Model model) {
        var patient = patients.get(
                asked.requiredId("patient", PatientId::of, "Choose the patient on the booking page."), actor);
        var site = asked.requiredId("site", SiteId::of, "Choose the site on the booking page.");
        var visitType = asked.requiredId("visitType", VisitTypeId::of, "Choose the type of visit on the booking page.");
        model.addAttribute("shell", shell.in(directory.zone(site)));
        model.addAttribute("asked", asked);
        model.addAttribute("input", input);
        model.addAttribute("weekdays", weekdays);
        model.addAttribute("patient", patient);
        model.addAttribute("site", directory.site(site));
        model.addAttribute("visitType", directory.visitType(visitType));
        model.addAttribute("practitioners", practitioners(site));
        model.addAttribute("current", current(asked, actor));
        model.addAttribute("id", asked.value("id").isEmpty() ? Id.fresh() : asked.requiredId("id", Id::parse, ""));
        return "care/waitlist/request";
    }

    /** The day of the visit that the patient has. */
    private @Nullable LocalDate current(Input asked, Actor actor) {
        var visit = asked.id("visit", AppointmentId::of);
        return visit == null ? null : waitlist.dayOf(visit, actor);
    }

    private String detail(Actor actor, Shell shell, UUID id, @Nullable Input input, Model model) {
        var detail = waitlist.detail(id, actor);
        var request = detail.waiting().request();
        model.addAttribute("shell", shell.in(directory.zone(request.site())));
        model.addAttribute("detail", detail);
        model.addAttribute("patient", patients.get(request.patient(), actor));
        model.addAttribute("site", directory.site(request.site()));
        model.addAttribute("visitType", directory.visitType(request.visitType()));
        model.addAttribute("practitioners", practitioners(request.site()));
        model.addAttribute("input", input == null ? WaitlistForm.of(request) : input);
        model.addAttribute(
                "weekdays", input == null ? WaitlistForm.weekdays(request.wishes()) : input.values("weekday"));
        return "care/waitlist/detail";
    }

    private List<Option> practitioners(SiteId site) {
        var here = directory.roles().stream()
                .filter(role -> role.site().equals(site))
                .map(role -> role.practitioner())
                .collect(Collectors.toSet());
        return directory.practitioners().stream()
                .filter(person -> person.active() && here.contains(person.id()))
                .map((Practitioner person) -> Option.of(person.id().toString(), person.display()))
                .toList();
    }

    private List<Site> sites(Actor actor) {
        return directory.sites().stream()
                .filter(site -> actor.sites().contains(site.id()))
                .toList();
    }

    private static List<Option> options(List<Site> sites) {
        return sites.stream()
                .map(site -> Option.of(site.id().toString(), site.name()))
                .toList();
    }
}
