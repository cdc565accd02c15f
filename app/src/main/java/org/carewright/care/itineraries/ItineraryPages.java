package org.carewright.care.itineraries;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.care.itineraries.Itineraries.Answer;
import org.carewright.care.itineraries.Itineraries.Done;
import org.carewright.care.itineraries.Itineraries.NotDone;
import org.carewright.care.scheduling.BookingOutcome.Problem;
import org.carewright.care.scheduling.BookingWords;
import org.carewright.care.scheduling.CancellationForm;
import org.carewright.foundation.directory.Directory;
import org.carewright.foundation.directory.Site;
import org.carewright.foundation.directory.VisitType;
import org.carewright.foundation.patients.Patients;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Day;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.Option;
import org.carewright.platform.web.Shell;
import org.carewright.platform.web.Toast;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Booking several visits together, and moving or cancelling them together. */
@Controller
class ItineraryPages {

    private final Itineraries itineraries;
    private final Directory directory;
    private final Patients patients;
    private final Clock clock;

    ItineraryPages(Itineraries itineraries, Directory directory, Patients patients, Clock clock) {
        this.itineraries = itineraries;
        this.directory = directory;
        this.patients = patients;
        this.clock = clock;
    }

    /** The form; once it is filled in, with the answers. */
    @GetMapping("/schedule/itineraries/new")
    String plan(Actor actor, @ModelAttribute(binding = false) Shell shell, Input input, Model model) {
        itineraries.requireBooking(actor);
        if (!ItineraryForm.isFilled(input)) {
            return form(actor, shell, input, List.of(), null, List.of(), model);
        }
        try {
            return form(
                    actor, shell, input, List.of(), itineraries.find(wanted(input, actor), actor), List.of(), model);
        } catch (Invalid invalid) {
            return form(actor, shell, input, invalid.issues(), null, List.of(), model);
        }
    }

    @PostMapping("/schedule/itineraries/new")
    String book(
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            Input input,
            Model model,
            RedirectAttributes redirect) {
        itineraries.requireBooking(actor);
        try {
            var id = input.requiredId("id", Id::parse, "Open the page anew: what it needs to book once is missing.");
            var wanted = wanted(input, actor);
            var choices = ItineraryForm.choices(input, wanted.legs().size());
            return switch (itineraries.book(id, wanted, choices, actor)) {
                case Done(var made, var visits) -> {
                    Toast.done(redirect, visits + " visits are booked.");
                    yield "redirect:/schedule/itineraries/" + made;
                }
                case NotDone(var problems) ->
                    form(actor, shell, input, List.of(), itineraries.find(wanted, actor), problems, model);
            };
        } catch (Invalid invalid) {
            return form(actor, shell, input, invalid.issues(), null, List.of(), model);
        }
    }

    @GetMapping("/schedule/itineraries/{id}")
    String detail(Actor actor, @ModelAttribute(binding = false) Shell shell, @PathVariable UUID id, Model model) {
        return detail(actor, shell, id, Input.empty(), model);
    }

    /** Other times for those that are to come. */
    @GetMapping("/schedule/itineraries/{id}/move")
    String other(
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            @PathVariable UUID id,
            Input input,
            Model model) {
        itineraries.requireBooking(actor);
        return move(actor, shell, id, input, List.of(), List.of(), model);
    }

    @PostMapping("/schedule/itineraries/{id}/move")
    String move(
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            @PathVariable UUID id,
            Input input,
            Model model,
            RedirectAttributes redirect) {
        itineraries.requireBooking(actor);
        try {
            var members = itineraries.toCome(itineraries.detail(id, actor));
            var choices = ItineraryForm.choices(input, members.size());
            return switch (itineraries.move(id, choices, actor)) {
                case Done(var moved, var visits) -> {
                    Toast.done(redirect, visits + " visits are moved. The new times are to be confirmed.");
                    yield "redirect:/schedule/itineraries/" + moved;
                }
                case NotDone(var problems) -> move(actor, shell, id, input, problems, List.of(), model);
            };
        } catch (Invalid invalid) {
            return move(actor, shell, id, input, List.of(), invalid.issues(), model);
        }
    }

    @PostMapping("/schedule/itineraries/{id}/cancel")
    String cancel(
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            @PathVariable UUID id,
            Input input,
            Model model,
            RedirectAttributes redirect) {
        itineraries.requireBooking(actor);
        try {
            var done = (Done) itineraries.cancel(id, CancellationForm.of(input), actor);
            Toast.done(
                    redirect, done.visits() + (done.visits() == 1 ? " visit is cancelled." : " visits are cancelled."));
            return "redirect:/schedule/itineraries/" + id;
        } catch (Invalid invalid) {
            return detail(actor, shell, id, input.with(invalid.issues()), model);
        }
    }

    private Wanted wanted(Input input, Actor actor) {
        var mine = sites(actor);
        var zone = mine.isEmpty() ? clock.getZone() : mine.getFirst().zone();
        return ItineraryForm.read(
                input, mine.stream().map(Site::id).toList(), LocalDate.ofInstant(clock.instant(), zone));
    }

    private List<Site> sites(Actor actor) {
        return directory.sites().stream()
                .filter(site -> site.active() && actor.sites().contains(site.id()))
                .toList();
    }

    private String form(
            Actor actor,
            Shell shell,
            Input asked,
            List<Issue> issues,
            @Nullable Answer answer,
            List<Problem> problems,
            Model model) {
        var patient = patients.get(
                asked.requiredId("patient", PatientId::of, "Choose the patient on the booking page."), actor);
        var mine = sites(actor);
        var site = asked.id("site", SiteId::of);
        var local = mine.isEmpty()
                ? shell
                : shell.in(directory.zone(site == null ? mine.getFirst().id() : site));
        model.addAttribute("shell", local);
        model.addAttribute("asked", asked);
        model.addAttribute("input", asked.with(issues));
        model.addAttribute("patient", patient);
        model.addAttribute("sites", options(mine));
        model.addAttribute(
                "visitTypes",
                directory.visitTypes().stream()
                        .filter(VisitType::active)
                        .map(type -> Option.of(type.id().toString(), type.name() + ", " + type.minutes() + " min"))
                        .toList());
        model.addAttribute("practitioners", practitioners(mine));
        model.addAttribute("id", asked.value("id").isEmpty() ? Id.fresh() : asked.requiredId("id", Id::parse, ""));
        answers(answer, problems, local, model);
        return "care/itineraries/plan";
    }

    private void answers(@Nullable Answer answer, List<Problem> problems, Shell local, Model model) {
        model.addAttribute("answer", answer);
        model.addAttribute("refusal", BookingWords.sentences(problems, local.time()));
        model.addAttribute("siteNames", directory.sites().stream().collect(Collectors.toMap(Site::id, Site::name)));
        model.addAttribute(
                "typeNames", directory.visitTypes().stream().collect(Collectors.toMap(VisitType::id, VisitType::name)));
    }

    private String move(
            Actor actor, Shell shell, UUID id, Input input, List<Problem> problems, List<Issue> issues, Model model) {
        var detail = itineraries.detail(id, actor);
        var members = itineraries.toCome(detail);
        if (members.isEmpty()) {
            return detail(actor, shell, id, Input.empty(), model);
        }
        var zone = directory.zone(members.getFirst().site());
        var local = shell.in(zone);
        var day = Day.parse(input.value("date"))
                .filter(date -> !date.isBefore(local.time().today()))
                .orElse(local.time().today());
        model.addAttribute("shell", local);
        model.addAttribute("detail", detail);
        model.addAttribute("members", members);
        model.addAttribute("patient", patients.get(detail.patient(), actor));
        model.addAttribute("day", day);
        model.addAttribute("input", input.with(issues));
        answers(itineraries.findOther(id, day, actor), problems, local, model);
        return "care/itineraries/move";
    }

    private String detail(Actor actor, Shell shell, UUID id, Input input, Model model) {
        var detail = itineraries.detail(id, actor);
        model.addAttribute(
                "shell", shell.in(directory.zone(detail.members().getFirst().site())));
        model.addAttribute("detail", detail);
        model.addAttribute("patient", patients.get(detail.patient(), actor));
        model.addAttribute("siteNames", directory.sites().stream().collect(Collectors.toMap(Site::id, Site::name)));
        model.addAttribute("input", input);
        model.addAttribute("now", clock.instant());
        return "care/itineraries/itinerary";
    }

    private List<Option> practitioners(List<Site> sites) {
        var here = directory.roles().stream()
                .filter(role -> sites.stream().anyMatch(site -> site.id().equals(role.site())))
                .map(role -> role.practitioner())
                .collect(Collectors.toSet());
        return directory.practitioners().stream()
                .filter(person -> person.active() && here.contains(person.id()))
                .map(person -> Option.of(person.id().toString(), person.display()))
                .toList();
    }

    private static List<Option> options(List<Site> sites) {
        return sites.stream()
                .map(site -> Option.of(site.id().toString(), site.name()))
                .toList();
    }
}
