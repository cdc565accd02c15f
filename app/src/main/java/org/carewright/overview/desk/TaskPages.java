package org.carewright.overview.desk;

import java.util.List;
import java.util.Map;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.QuickAction;
import org.carewright.platform.web.Shell;
import org.carewright.platform.web.Toast;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Tasks written by hand: for what the record cannot know. */
@Controller
@RequestMapping("/desk/tasks")
class TaskPages {

    private final Desk desk;

    TaskPages(Desk desk) {
        this.desk = desk;
    }

    @Bean
    static QuickAction writeTask() {
        return new QuickAction("Write a task", "/desk/tasks/new", "note", Permission.WORK_DESK);
    }

    @GetMapping
    String closed(Actor actor, Model model) {
        model.addAttribute("tasks", desk.closedTasks(actor));
        return "overview/desk/tasks";
    }

    @GetMapping("/new")
    String write(@RequestParam @Nullable String patient, Actor actor, Model model) {
        model.addAttribute("form", desk.taskForm(patient == null ? null : PatientId.of(patient), actor));
        model.addAttribute("input", Input.of(Map.of("id", Id.fresh().toString())));
        return "overview/desk/task";
    }

    @PostMapping
    String add(
            Input input,
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            Model model,
            RedirectAttributes redirect) {
        var patient = input.id("patient", PatientId::of);
        var task = new Task(
                input.id("site", SiteId::of),
                patient,
                input.value("title"),
                input.value("details"),
                Params.find(Severity.class, input.value("severity")).orElse(Severity.MEDIUM),
                input.moment("due", shell.time().zone()));
        try {
            if (task.dueAt() == null && !input.value("due").isEmpty()) {
                throw new Invalid(
                        List.of(Issue.value("due", "Write the moment as day and time, such as 2026-03-04T09:30.")));
            }
            var id = Id.find(input.value("id")).orElseGet(Id::fresh);
            desk.addTask(id, task, actor);
            Toast.done(redirect, "Written down. It stays on the desk until it is done.");
            return "redirect:/desk?open=task/" + id;
        } catch (Invalid invalid) {
            model.addAttribute("form", desk.taskForm(patient, actor));
            model.addAttribute("input", input.with(invalid.issues()));
            return "overview/desk/task";
        }
    }

    @PostMapping("/{id}/done")
    String done(@PathVariable String id, Input input, Actor actor, RedirectAttributes redirect) {
        var task = Id.parse(id);
        desk.setDone(task, true, actor);
        var back = input.back("/desk");
        Toast.done(
                redirect, "Done.", Toast.undo("/desk/tasks/" + task + "/reopen").with("back", back));
        return "redirect:" + back;
    }

    @PostMapping("/{id}/reopen")
    String reopen(@PathVariable String id, Input input, Actor actor, RedirectAttributes redirect) {
        var task = Id.parse(id);
        desk.setDone(task, false, actor);
        Toast.done(redirect, "Open again.");
        return "redirect:" + input.back("/desk?open=task/" + task);
    }
}
