package org.carewright.overview.desk;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.carewright.platform.web.Csv;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.ListQuery;
import org.carewright.platform.web.Option;
import org.carewright.platform.web.Page;
import org.carewright.platform.web.PeopleTime;
import org.carewright.platform.web.Place;
import org.carewright.platform.web.QuickAction;
import org.carewright.platform.web.Shell;
import org.carewright.platform.web.Toast;
import org.carewright.platform.web.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
class DeskPages {

    private final Desk desk;

    DeskPages(Desk desk) {
        this.desk = desk;
    }

    @Bean
    static Place deskPlace() {
        return new Place(10, "Desk", "/desk", "desk", Permission.SEE_DESK);
    }

    @Bean
    static QuickAction writeTask() {
        return new QuickAction("Write a task", "/desk/tasks/new", "note", Permission.WORK_DESK);
    }

    @GetMapping("/desk")
    String desk(ListQuery query, Actor actor, @ModelAttribute(binding = false) Shell shell, Model model) {
        show(query, actor, shell, model);
        return "overview/desk/desk";
    }

    @GetMapping("/desk.csv")
    ResponseEntity<byte[]> csv(ListQuery query, Actor actor) {
        return Csv.<OpenLoop>of("desk")
                .column("Kind", loop -> loop.id().rule())
                .column(
                        "Patient",
                        loop -> loop.patient() == null ? "" : loop.patient().name())
                .column(
                        "MRN",
                        loop -> loop.patient() == null ? "" : loop.patient().mrn())
                .column("Open", OpenLoop::title)
                .column("Why", OpenLoop::words)
                .column("Site", OpenLoop::siteName)
                .column("Harm", loop -> Params.code(loop.severity()))
                .column("Opened", OpenLoop::openedAt)
                .column("Due", loop -> loop.dueAt() == null ? "" : loop.dueAt())
                .column("Owner", loop -> loop.work().ownerName())
                .download(desk.list(DeskQuery.of(query.all()), actor).loops());
    }

    @PostMapping("/desk/loops/{rule}/{subject}/claim")
    ModelAndView claim(
            @PathVariable String rule,
            @PathVariable String subject,
            Input input,
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            RedirectAttributes redirect) {
        var loop = LoopId.of(rule, subject);
        return act(loop, input, "claim", actor, shell, redirect, "It is yours.", () -> desk.claim(loop, actor));
    }

    @PostMapping("/desk/loops/{rule}/{subject}/release")
    ModelAndView release(
            @PathVariable String rule,
            @PathVariable String subject,
            Input input,
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            RedirectAttributes redirect) {
        var loop = LoopId.of(rule, subject);
        return act(
                loop,
                input,
                "release",
                actor,
                shell,
                redirect,
                "Back with everybody.",
                () -> desk.release(loop, actor));
    }

    @PostMapping("/desk/loops/{rule}/{subject}/hand-off")
    ModelAndView handOff(
            @PathVariable String rule,
            @PathVariable String subject,
            Input input,
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            RedirectAttributes redirect) {
        var loop = LoopId.of(rule, subject);
        var to = input.value("to").isEmpty() ? null : UserId.of(input.value("to"));
        return act(
                loop,
                input,
                "hand-off",
                actor,
                shell,
                redirect,
                "Handed off.",
                () -> desk.handOff(loop, to, input.value("note"), actor));
    }

    @PostMapping("/desk/loops/{rule}/{subject}/snooze")
    ModelAndView snooze(
            @PathVariable String rule,
            @PathVariable String subject,
            Input input,
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            RedirectAttributes redirect) {
        var loop = LoopId.of(rule, subject);
        var quick = input.value("quick");
        var until = local(
                quick.isEmpty() ? input.value("until") : quick, shell.time().zone());
        return act(
                loop,
                input,
                "snooze",
                actor,
                shell,
                redirect,
                "It sleeps until then.",
                () -> desk.snooze(loop, until, input.value("reason"), actor));
    }

    @PostMapping("/desk/loops/{rule}/{subject}/wake")
    ModelAndView wake(
            @PathVariable String rule,
            @PathVariable String subject,
            Input input,
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            RedirectAttributes redirect) {
        var loop = LoopId.of(rule, subject);
        return act(loop, input, "wake", actor, shell, redirect, "It is awake.", () -> desk.wake(loop, actor));
    }

    @PostMapping("/desk/loops/{rule}/{subject}/note")
    ModelAndView note(
            @PathVariable String rule,
            @PathVariable String subject,
            Input input,
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            RedirectAttributes redirect) {
        var loop = LoopId.of(rule, subject);
        return act(
                loop,
                input,
                "note",
                actor,
                shell,
                redirect,
                "Noted.",
                () -> desk.note(loop, input.value("words"), actor));
    }

    @PostMapping("/desk/loops/{rule}/{subject}/contact")
    ModelAndView contact(
            @PathVariable String rule,
            @PathVariable String subject,
            Input input,
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            RedirectAttributes redirect) {
        var loop = LoopId.of(rule, subject);
        var attempt = new ContactAttempt(
                constant(LoopEntry.Channel.class, input.value("channel")),
                constant(LoopEntry.Outcome.class, input.value("outcome")),
                input.value("next"),
                input.value("said"));
        return act(
                loop,
                input,
                "contact",
                actor,
                shell,
                redirect,
                "Contact recorded.",
                () -> desk.contact(loop, attempt, actor));
    }

    @GetMapping("/desk/tasks/new")
    String newTask(@RequestParam @Nullable String patient, Actor actor, Model model) {
        model.addAttribute("form", desk.taskForm(patient == null ? null : PatientId.of(patient), actor));
        model.addAttribute("input", Input.empty());
        return "overview/desk/task";
    }

    @PostMapping("/desk/tasks")
    String addTask(
            Input input,
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            Model model,
            RedirectAttributes redirect) {
        var patient = input.value("patient").isEmpty() ? null : PatientId.of(input.value("patient"));
        var severity = constant(Severity.class, input.value("severity"));
        var task = new Task(
                input.value("site").isEmpty() ? null : SiteId.of(input.value("site")),
                patient,
                input.value("title"),
                input.value("details"),
                severity == null ? Severity.MEDIUM : severity,
                local(input.value("due"), shell.time().zone()));
        try {
            var id = desk.addTask(task, actor);
            Toast.done(redirect, "Written down. It stays on the desk until it is done.");
            return "redirect:/desk?open=task/" + id;
        } catch (Invalid invalid) {
            model.addAttribute("form", desk.taskForm(patient, actor));
            model.addAttribute("input", input.with(invalid.issues()));
            return "overview/desk/task";
        }
    }

    @PostMapping("/desk/tasks/{id}/done")
    String done(@PathVariable String id, Input input, Actor actor, RedirectAttributes redirect) {
        desk.setDone(Id.parse(id), true, actor);
        Toast.done(redirect, "Done. Closed tasks can be opened again from the list of tasks.");
        return "redirect:" + back(input, null);
    }

    @PostMapping("/desk/tasks/{id}/reopen")
    String reopen(@PathVariable String id, Actor actor, RedirectAttributes redirect) {
        desk.setDone(Id.parse(id), false, actor);
        Toast.done(redirect, "Open again.");
        return "redirect:/desk?open=task/" + Id.parse(id);
    }

    @GetMapping("/desk/tasks")
    String closedTasks(Actor actor, Model model) {
        model.addAttribute("tasks", desk.closedTasks(actor));
        return "overview/desk/tasks";
    }

    private ModelAndView act(
            LoopId loop,
            Input input,
            String form,
            Actor actor,
            Shell shell,
            RedirectAttributes redirect,
            String done,
            Supplier<LoopOutcome> act) {
        try {
            switch (act.get()) {
                case LoopOutcome.Done() -> Toast.done(redirect, done);
                case LoopOutcome.AlreadyClosed() ->
                    Toast.show(redirect, Tone.BLUE, "Nothing left to do: the record has closed it in the meantime.");
                case LoopOutcome.OwnedByAnother(var name) ->
                    Toast.show(redirect, Tone.AMBER, name + " has it. Ask for a hand-off.");
            }
            return new ModelAndView("redirect:" + back(input, loop));
        } catch (Invalid invalid) {
            var page = new ModelAndView("overview/desk/desk");
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            var model = new ExtendedModelMap();
            show(ListQuery.of("/desk").with("open", loop.rule() + "/" + loop.subject()), actor, shell, model);
            page.addAllObjects(model);
            page.addObject("input", input.with(invalid.issues()));
            page.addObject("unfolded", form);
            return page;
        }
    }

    private void show(ListQuery query, Actor actor, Shell shell, Model model) {
        var open = query.filter("open");
        var list = query.with("open", null).withPage(query.page());
        var found = desk.list(DeskQuery.of(list), actor);
        model.addAttribute("query", list);
        model.addAttribute("list", found);
        model.addAttribute("page", Page.of(found.loops(), found.total()));
        model.addAttribute("open", open);
        model.addAttribute("detail", open == null ? null : opened(open, actor).orElse(null));
        model.addAttribute("colleagues", colleagues(actor));
        model.addAttribute("naps", naps(shell.time()));
        model.addAttribute("input", Input.empty());
        model.addAttribute("unfolded", "");
    }

    private Optional<LoopDetail> opened(String open, Actor actor) {
        var slash = open.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : desk.find(LoopId.of(open.substring(0, slash), open.substring(slash + 1)), actor);
    }

    private List<Option> colleagues(Actor actor) {
        return actor.may(Permission.WORK_DESK)
                ? desk.colleagues(actor).stream()
                        .filter(colleague -> !colleague.id().equals(actor.user()))
                        .map(colleague -> Option.of(colleague.id().toString(), colleague.name()))
                        .toList()
                : List.of();
    }

    /** The naps one click away: an hour, this afternoon, tomorrow, next week. */
    static List<Option> naps(PeopleTime time) {
        var now = LocalDateTime.ofInstant(time.now(), time.zone());
        var morning = LocalTime.of(8, 0);
        return Stream.of(
                        Option.of(now.plusHours(1).toString(), "1 hour"),
                        Option.of(now.toLocalDate().plusDays(1).atTime(morning).toString(), "Tomorrow 08:00"),
                        Option.of(now.toLocalDate().plusDays(3).atTime(morning).toString(), "3 days"),
                        Option.of(
                                now.toLocalDate()
                                        .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                                        .atTime(morning)
                                        .toString(),
                                "Next Monday 08:00"))
                .toList();
    }

    /** The list the person came from, with the loop open; never a foreign address. */
    private static String back(Input input, @Nullable LoopId loop) {
        var back = input.value("back");
        if (back.startsWith("/desk")) {
            return back;
        }
        return loop == null ? "/desk" : "/desk?open=" + loop.rule() + "/" + loop.subject();
    }

    private static @Nullable Instant local(String text, ZoneId zone) {
        try {
            return text.isEmpty()
                    ? null
                    : LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static <E extends Enum<E>> @Nullable E constant(Class<E> type, String code) {
        return Stream.of(type.getEnumConstants())
                .filter(each -> Params.code(each).equals(code))
                .findFirst()
                .orElse(null);
    }
}
