package org.carewright.care.series;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.carewright.care.scheduling.BookingOutcome.Problem;
import org.carewright.care.scheduling.BookingWords;
import org.carewright.care.scheduling.CancellationForm;
import org.carewright.care.series.VisitSeries.Done;
import org.carewright.care.series.VisitSeries.NotDone;
import org.carewright.care.series.VisitSeries.Tried;
import org.carewright.foundation.directory.Directory;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.foundation.patients.Patients;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.Shell;
import org.carewright.platform.web.Toast;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Booking a series, looking at one, and changing many of its visits at once. */
@Controller
class SeriesPages {

    private static final int FURTHEST = 60;

    private final VisitSeries series;
    private final Directory directory;
    private final Patients patients;
    private final Clock clock;

    SeriesPages(VisitSeries series, Directory directory, Patients patients, Clock clock) {
        this.series = series;
        this.directory = directory;
        this.patients = patients;
        this.clock = clock;
    }

    /** The form; once it is filled in, with every visit that it would book. */
    @GetMapping("/schedule/series/new")
    String plan(Actor actor, @ModelAttribute(binding = false) Shell shell, Input input, Model model) {
        series.requireBooking(actor);
        if (!SeriesForm.isFilled(input)) {
            return form(actor, shell, input, Input.empty(), List.of(), model);
        }
        try {
            return form(actor, shell, input, input, series.preview(SeriesForm.read(input), actor), model);
        } catch (Invalid invalid) {
            return form(actor, shell, input, input.with(invalid.issues()), List.of(), model);
        }
    }

    @PostMapping("/schedule/series/new")
    String book(
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            Input input,
            Model model,
            RedirectAttributes redirect) {
        series.requireBooking(actor);
        try {
            var id = input.requiredId("id", Id::parse, "Open the page anew: what it needs to book once is missing.");
            return switch (series.book(id, SeriesForm.read(input), actor)) {
                case Done(var made, var visits) -> {
                    Toast.done(redirect, visits == 1 ? "1 visit is booked." : visits + " visits are booked.");
                    yield "redirect:/schedule/series/" + made;
                }
                case NotDone(var tried) -> form(actor, shell, input, input, tried, model);
            };
        } catch (Invalid invalid) {
            return form(actor, shell, input, input.with(invalid.issues()), List.of(), model);
        }
    }

    @GetMapping("/schedule/series/{id}")
    String detail(Actor actor, @ModelAttribute(binding = false) Shell shell, @PathVariable UUID id, Model model) {
        return detail(actor, shell, id, Input.empty(), List.of(), model);
    }

    @PostMapping("/schedule/series/{id}/move")
    String move(
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            @PathVariable UUID id,
            Input input,
            Model model,
            RedirectAttributes redirect) {
        series.requireBooking(actor);
        var issues = new ArrayList<Issue>();
        var from = number(input, "from", 1, Recurrence.MOST, issues);
        var days = number(input, "days", -FURTHEST, FURTHEST, issues);
        var at = SeriesForm.time(input.value("at"), issues);
        if (!issues.isEmpty()) {
            return detail(actor, shell, id, input.with(issues), List.of(), model);
        }
        return switch (series.move(id, from, days, at, actor)) {
            case Done(var moved, var visits) -> done(redirect, id, visits, "moved");
            case NotDone(var tried) -> detail(actor, shell, id, input, tried, model);
        };
    }

    @PostMapping("/schedule/series/{id}/cancel")
    String cancel(
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            @PathVariable UUID id,
            Input input,
            Model model,
            RedirectAttributes redirect) {
        series.requireBooking(actor);
        try {
            var issues = new ArrayList<Issue>();
            var from = number(input, "cancelFrom", 1, Recurrence.MOST, issues);
            Invalid.throwIfAny(issues);
            var outcome = (Done) series.cancel(id, from, CancellationForm.of(input), actor);
            return done(redirect, id, outcome.visits(), "cancelled");
        } catch (Invalid invalid) {
            return detail(actor, shell, id, input.with(invalid.issues()), List.of(), model);
        }
    }

    private static String done(RedirectAttributes redirect, UUID id, int visits, String what) {
        Toast.done(redirect, visits + (visits == 1 ? " visit is " : " visits are ") + what + ".");
        return "redirect:/schedule/series/" + id;
    }

    private String form(Actor actor, Shell shell, Input asked, Input input, List<Tried> tried, Model model) {
        var patient = patients.get(
                asked.requiredId("patient", PatientId::of, "Choose the patient on the booking page."), actor);
        var site = asked.requiredId("site", SiteId::of, "Choose the site on the booking page.");
        var visitType = asked.requiredId("visitType", VisitTypeId::of, "Choose the type of visit on the booking page.");
        var practitioner = asked.id("practitioner", PractitionerId::of);
        var local = shell.in(directory.zone(site));
        model.addAttribute("shell", local);
        model.addAttribute("asked", asked);
        model.addAttribute("input", input);
        model.addAttribute("patient", patient);
        model.addAttribute("site", directory.site(site));
        model.addAttribute("visitType", directory.visitType(visitType));
        model.addAttribute(
                "practitioner",
                practitioner == null ? "" : directory.practitioner(practitioner).display());
        model.addAttribute("id", asked.value("id").isEmpty() ? Id.fresh() : asked.requiredId("id", Id::parse, ""));
        model.addAttribute(
                "words",
                tried.isEmpty() ? "" : SeriesForm.read(asked).recurrence().words());
        model.addAttribute("lines", lines(tried, local));
        return "care/series/plan";
    }

    /** A visit with what speaks against it in sentences. */
    record Line(Tried tried, List<String> sentences) {}

    private static List<Line> lines(List<Tried> tried, Shell local) {
        return tried.stream()
                .map(one -> new Line(one, sentences(one.problems(), local)))
                .toList();
    }

    private static List<String> sentences(List<Problem> problems, Shell local) {
        return BookingWords.sentences(problems, local.time());
    }

    private String detail(Actor actor, Shell shell, UUID id, Input input, List<Tried> tried, Model model) {
        var detail = series.series(id, actor);
        var local = shell.in(directory.zone(detail.series().site()));
        model.addAttribute("shell", local);
        model.addAttribute("detail", detail);
        model.addAttribute("patient", patients.get(detail.patient(), actor));
        model.addAttribute("visitType", directory.visitType(detail.series().visitType()));
        model.addAttribute("input", input);
        model.addAttribute("now", clock.instant());
        model.addAttribute(
                "refusal",
                lines(tried, local).stream()
                        .filter(line -> !line.sentences().isEmpty())
                        .map(line -> "Visit " + line.tried().number() + ": " + String.join(" ", line.sentences()))
                        .toList());
        return "care/series/series";
    }

    private static int number(Input input, String name, int least, int most, List<Issue> issues) {
        var text = input.value(name);
        if (!text.matches("-?\\d{1,3}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            issues.add(Issue.value(name, "Give a number from " + least + " to " + most + "."));
            return least;
        }
        return Integer.parseInt(text);
    }
}
