package org.carewright.care.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.care.scheduling.AppointmentStatus.Act;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.BookingOutcome.NotAllowed;
import org.carewright.care.scheduling.BookingOutcome.Problem;
import org.carewright.care.scheduling.BookingOutcome.Refused;
import org.carewright.care.scheduling.ResourceStore.Site;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.foundation.patients.Patient;
import org.carewright.foundation.patients.PatientQuery;
import org.carewright.foundation.patients.PatientSummary;
import org.carewright.foundation.patients.Patients;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.Stale;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.Option;
import org.carewright.platform.web.Shell;
import org.carewright.platform.web.Toast;
import org.carewright.platform.web.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Booking a visit, and moving one: offered openings as buttons, or a time of one's own. */
@Controller
class BookingPages {

    private static final int DAYS_SEARCHED = 180;
    private static final int OPENINGS_SHOWN = 10;
    private static final int MORE_SHOWN = 60;

    /** As long as somebody at the telephone asks at home. */
    private static final Duration HOLD = Duration.ofMinutes(15);

    private final Clock clock;
    private final Scheduling scheduling;
    private final Agenda agenda;
    private final Patients patients;

    BookingPages(Clock clock, Scheduling scheduling, Agenda agenda, Patients patients) {
        this.clock = clock;
        this.scheduling = scheduling;
        this.agenda = agenda;
        this.patients = patients;
    }

    @GetMapping("/schedule/book")
    String book(Actor actor, @ModelAttribute(binding = false) Shell shell, Input input, Model model) {
        return bookingPage(actor, shell, Input.empty(), input, List.of(), model);
    }

    @PostMapping("/schedule/book")
    String book(
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            Input input,
            Model model,
            RedirectAttributes redirect) {
        agenda.requireBooking(actor);
        var patient = input.id("patient", PatientId::of);
        var visitType = input.id("visitType", VisitTypeId::of);
        if (patient == null || visitType == null) {
            return bookingPage(actor, shell, input.with(missing(input)), input, List.of(), model);
        }
        var site = site(input, shell, actor);
        BookingForm form;
        try {
            form = BookingForm.of(input, agenda.rules(visitType, actor).length(), site.zone());
        } catch (Invalid invalid) {
            return bookingPage(actor, shell, input.with(invalid.issues()), input, List.of(), model);
        }
        var request = new BookingRequest(
                number(input),
                patient,
                site.id(),
                visitType,
                form.practitioner(),
                form.room(),
                form.time(),
                input.value("reason"),
                BookingForm.loop(input),
                form.overrideReason());
        var held = input.has("hold", "yes");
        var until = clock.instant().plus(HOLD);
        var outcome = held ? scheduling.hold(request, until, actor) : scheduling.book(request, actor);
        return switch (outcome) {
            case Booked(var id, var version) -> {
                var start = form.time().start();
                var time = shell.in(site.zone()).time();
                var words = held
                        ? "Held until " + time.time(until) + " for " + time.moment(start) + "."
                        : "Booked for " + time.moment(start) + ".";
                Toast.done(redirect, words, undo(id, version, input.back(calendar(site, start))));
                yield "redirect:" + input.back(calendar(site, start) + "&visit=" + id);
            }
            case Refused(var problems) -> bookingPage(actor, shell, input, input, problems, model);
            case NotAllowed refusal -> throw new IllegalStateException("only a move can be disallowed: " + refusal);
        };
    }

    @GetMapping("/schedule/visits/{id}/move")
    String move(
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            @PathVariable UUID id,
            Input input,
            Model model,
            RedirectAttributes redirect) {
        var status = agenda.visitToMove(new AppointmentId(id), actor).status();
        if (!status.allows(Act.RESCHEDULE)) {
            return cannotBeMoved(id, status, redirect);
        }
        return movePage(actor, shell, id, Input.empty(), input, List.of(), model);
    }

    @PostMapping("/schedule/visits/{id}/move")
    String move(
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            @PathVariable UUID id,
            @RequestParam int version,
            Input input,
            Model model,
            RedirectAttributes redirect) {
        var visit = agenda.visitToMove(new AppointmentId(id), actor);
        BookingForm form;
        try {
            form = BookingForm.of(input, visit.time().length(), visit.zone());
        } catch (Invalid invalid) {
            return movePage(actor, shell, id, input.with(invalid.issues()), input, List.of(), model);
        }
        var time = shell.in(visit.zone()).time();
        var request = request(visit, version, input, form);
        var outcome = input.has("whole", "yes")
                ? scheduling.rescheduleGroup(request, actor)
                : scheduling.reschedule(request, actor);
        return switch (outcome) {
            case Booked(var moved, var newVersion) -> {
                var start = form.time().start();
                var calendar = calendar(new Site(visit.site(), visit.siteName(), visit.zone()), start);
                Toast.done(
                        redirect,
                        "Moved to " + time.moment(start) + ". The new time is to be confirmed.",
                        undo(moved, newVersion, calendar));
                yield "redirect:" + calendar + "&visit=" + moved;
            }
            case Refused(var problems) -> movePage(actor, shell, id, input, input, problems, model);
            case NotAllowed(var status) -> cannotBeMoved(id, status, redirect);
        };
    }

    private static String cannotBeMoved(UUID id, AppointmentStatus status, RedirectAttributes redirect) {
        Toast.show(redirect, Tone.RED, "The visit is “" + status.words() + "” and cannot be moved.");
        return "redirect:/schedule/visits/" + id;
    }

    /** A visit dragged on the calendar: back to where it was dragged, with a word on what became of it. */
    @PostMapping("/schedule/visits/{id}/drop")
    String drop(
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam String back,
            Input input,
            RedirectAttributes redirect) {
        var visit = agenda.visitToMove(new AppointmentId(id), actor);
        var form = BookingForm.of(input, visit.time().length(), visit.zone());
        var time = shell.in(visit.zone()).time();
        var calendar = Input.local(back, "/schedule");
        try {
            switch (scheduling.reschedule(request(visit, version, input, form), actor)) {
                case Booked(var moved, var newVersion) ->
                    Toast.done(
                            redirect,
                            "Moved to " + time.moment(form.time().start()) + ".",
                            undo(moved, newVersion, calendar));
                case Refused(var problems) ->
                    Toast.show(
                            redirect,
                            Tone.RED,
                            "Not moved. " + String.join(" ", BookingWords.sentences(problems, time)));
                case NotAllowed(var status) ->
                    Toast.show(redirect, Tone.RED, "Not moved: the visit is “" + status.words() + "”.");
            }
        } catch (Stale changed) {
            Toast.show(redirect, Tone.RED, "Not moved: the visit has changed meanwhile.");
        }
        return "redirect:" + calendar;
    }

    @GetMapping("/schedule/patients")
    String patientOptions(Actor actor, @RequestParam(defaultValue = "") String q, Model model) {
        model.addAttribute(
                "options",
                patients(q, actor).stream()
                        .map(patient -> new Option(
                                patient.id().toString(), patient.name().filed(), detail(patient)))
                        .toList());
        return "platform/web/options";
    }

    private String bookingPage(
            Actor actor, Shell shell, Input input, Input asked, List<Problem> problems, Model model) {
        agenda.requireBooking(actor);
        var sites = agenda.sites(actor);
        if (sites.isEmpty()) {
            return "care/scheduling/noSite";
        }
        var chosen = asked.id("patient", PatientId::of);
        var patient = chosen == null ? null : patients.get(chosen, actor);
        var site = SchedulePages.choose(usualFirst(sites, patient), asked.value("site"), shell);
        var local = shell.in(site.zone());
        var query = BookingQuery.of(asked, site.id().toString(), SchedulePages.day(asked.value("date"), local));
        var visitType = asked.id("visitType", VisitTypeId::of);
        model.addAttribute(
                "answer", visitType == null ? null : answer(query, visitType, site, chosen, sites, local, actor));
        model.addAttribute("shell", local);
        model.addAttribute("sites", SchedulePages.options(sites));
        model.addAttribute("query", query);
        model.addAttribute("choices", agenda.choices(site.id(), query.date(), actor));
        model.addAttribute("patient", patient);
        model.addAttribute(
                "candidates", patient == null ? patients(query.patientWords(), actor) : List.<PatientSummary>of());
        model.addAttribute("input", input);
        model.addAttribute("id", asked.value("id").isEmpty() ? AppointmentId.fresh() : number(asked));
        refusal(problems, local, actor, model);
        return "care/scheduling/book";
    }

    private String movePage(
            Actor actor, Shell shell, UUID id, Input input, Input asked, List<Problem> problems, Model model) {
        var visit = agenda.visitToMove(new AppointmentId(id), actor);
        var local = shell.in(visit.zone());
        var site = new Site(visit.site(), visit.siteName(), visit.zone());
        var day = asked.value("date").isEmpty()
                ? LocalDate.ofInstant(visit.time().start(), visit.zone())
                : SchedulePages.day(asked.value("date"), local);
        if (day.isBefore(local.time().today())) {
            day = local.time().today();
        }
        var with = asked.has("any", "yes") || visit.practitioner() == null
                ? null
                : new PractitionerId(visit.practitioner().id());
        var search = new OpeningQuery(
                new VisitTypeId(visit.visitTypeId()),
                List.of(visit.site()),
                visit.patient().id(),
                visit.id(),
                day,
                day.plusDays(DAYS_SEARCHED - 1),
                Wishes.with(with),
                asked.has("more", "yes") ? MORE_SHOWN : OPENINGS_SHOWN);
        var path = "/schedule/visits/" + id + "/move?date=" + day;
        var words = words(search, List.of(site), local, actor);
        model.addAttribute(
                "answer",
                BookingAnswer.of(
                        scheduling.openings(search, actor), search, site.zone(), words, dropped -> path + "&any=yes"));
        model.addAttribute("moreUrl", path + "&more=yes" + (with == null ? "&any=yes" : ""));
        model.addAttribute("shell", local);
        model.addAttribute("visit", visit);
        model.addAttribute("day", day);
        model.addAttribute("any", with == null);
        model.addAttribute("choices", agenda.choices(site.id(), day, actor));
        model.addAttribute("input", input);
        model.addAttribute("id", asked.value("id").isEmpty() ? AppointmentId.fresh() : number(asked));
        refusal(problems, local, actor, model);
        return "care/scheduling/move";
    }

    private BookingAnswer answer(
            BookingQuery query,
            VisitTypeId visitType,
            Site site,
            @Nullable PatientId patient,
            List<Site> sites,
            Shell local,
            Actor actor) {
        var search = new OpeningQuery(
                visitType,
                List.of(site.id()),
                patient,
                null,
                query.date(),
                query.date().plusDays(DAYS_SEARCHED - 1),
                query.wishes(),
                query.more() ? MORE_SHOWN : OPENINGS_SHOWN);
        return BookingAnswer.of(
                scheduling.openings(search, actor),
                search,
                site.zone(),
                words(search, sites, local, actor),
                relaxation -> query.without(
                                relaxation.dropped(), relaxation.first().site().toString())
                        .url());
    }

    private OpeningWords words(OpeningQuery search, List<Site> sites, Shell local, Actor actor) {
        return new OpeningWords(
                agenda.rules(search.visitType(), actor),
                search.wishes(),
                agenda.name(search.wishes().practitioner(), actor),
                sites.stream().collect(Collectors.toMap(Site::id, site -> site)),
                zone -> local.in(zone).time());
    }

    private static void refusal(List<Problem> problems, Shell local, Actor actor, Model model) {
        model.addAttribute("refusal", BookingWords.sentences(problems, local.time()));
        model.addAttribute(
                "overridable",
                !problems.isEmpty()
                        && actor.may(Permission.OVERRIDE_BOOKING)
                        && problems.stream().allMatch(Problem::canBeOverridden));
    }

    private static RescheduleRequest request(Visit visit, int version, Input input, BookingForm form) {
        return new RescheduleRequest(
                visit.id(),
                version,
                number(input),
                form.practitioner(),
                form.room(),
                form.time(),
                form.overrideReason());
    }

    /** The id that the visit will have, given by the page so that what is sent twice is booked once. */
    private static AppointmentId number(Input input) {
        return input.requiredId("id", AppointmentId::of, "Open the page anew: what it needs to book once is missing.");
    }

    /** The one that was chosen, where a book is never another one. */
    private Site site(Input input, Shell shell, Actor actor) {
        var sites = agenda.sites(actor);
        var asked = input.value("site");
        if (!asked.isEmpty()
                && sites.stream().noneMatch(site -> site.id().toString().equals(asked))) {
            throw new NotFound("site");
        }
        return SchedulePages.choose(sites, asked, shell);
    }

    private List<PatientSummary> patients(String words, Actor actor) {
        if (words.isBlank() || !actor.may(Permission.SEARCH_PATIENTS)) {
            return List.of();
        }
        return patients.search(PatientQuery.of(words, 8), actor).patients().stream()
                .filter(patient -> !patient.deceased())
                .limit(8)
                .toList();
    }

    private static String detail(PatientSummary patient) {
        var born = patient.birthDate();
        return (born == null ? "" : "Born " + born + ", ") + "MRN " + patient.mrn();
    }

    /** The sites that know the patient before the others. */
    private static List<Site> usualFirst(List<Site> sites, @Nullable Patient patient) {
        return patient == null
                ? sites
                : sites.stream()
                        .sorted(Comparator.comparing(site -> !patient.sites().contains(site.id())))
                        .toList();
    }

    private static List<Issue> missing(Input input) {
        var issues = new ArrayList<Issue>();
        if (input.value("patient").isEmpty()) {
            issues.add(Issue.required("patient", "Choose the patient."));
        }
        if (input.value("visitType").isEmpty()) {
            issues.add(Issue.required("visitType", "Choose the type of visit."));
        }
        return issues;
    }

    private static String calendar(Site site, Instant start) {
        return "/schedule?site=" + site.id() + "&date=" + LocalDate.ofInstant(start, site.zone());
    }

    /** @param back a page that does not need the visit, which is gone then */
    private static Toast.Undo undo(AppointmentId visit, int version, String back) {
        return Toast.undo("/schedule/visits/" + visit + "/undo")
                .with("version", version)
                .with("back", back);
    }
}
