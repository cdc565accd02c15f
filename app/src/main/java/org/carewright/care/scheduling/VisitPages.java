package org.carewright.care.scheduling;

import java.util.UUID;
import org.carewright.care.scheduling.ChangeOutcome.Changed;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.Shell;
import org.carewright.platform.web.Toast;
import org.carewright.platform.web.Tone;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One visit and what can be done with it. Every act returns to the page it came from. */
@Controller
@RequestMapping("/schedule/visits/{id}")
class VisitPages {

    /** What every act needs beside the visit's version, which its form carries. */
    record Act(AppointmentId visit, Input input, Actor actor, Shell shell, Model model, RedirectAttributes redirect) {

        String path() {
            return "/schedule/visits/" + visit;
        }

        String back() {
            return input.back(path());
        }
    }

    private final Scheduling scheduling;
    private final Agenda agenda;

    VisitPages(Scheduling scheduling, Agenda agenda) {
        this.scheduling = scheduling;
        this.agenda = agenda;
    }

    @ModelAttribute
    static Act act(
            @PathVariable UUID id,
            Input input,
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            Model model,
            RedirectAttributes redirect) {
        return new Act(new AppointmentId(id), input, actor, shell, model, redirect);
    }

    @GetMapping
    String visit(@ModelAttribute(binding = false) Act act) {
        return page(act, Input.empty());
    }

    @PostMapping("/keep")
    String keep(@ModelAttribute(binding = false) Act act, @RequestParam int version) {
        return undoable(act, scheduling.keep(act.visit(), version, act.actor()), "Booked.");
    }

    @PostMapping("/let-go")
    String letGo(@ModelAttribute(binding = false) Act act, @RequestParam int version) {
        return undoable(act, scheduling.letGo(act.visit(), version, act.actor()), "Let go; the time is free again.");
    }

    @PostMapping("/confirm")
    String confirm(
            @ModelAttribute(binding = false) Act act,
            @RequestParam int version,
            @RequestParam(defaultValue = "PHONE") Channel channel) {
        return undoable(act, scheduling.confirm(act.visit(), version, channel, act.actor()), "Confirmed.");
    }

    @PostMapping("/arrive")
    String arrive(@ModelAttribute(binding = false) Act act, @RequestParam int version) {
        return undoable(act, scheduling.arrive(act.visit(), version, act.actor()), "Arrival recorded.");
    }

    @PostMapping("/start")
    String start(@ModelAttribute(binding = false) Act act, @RequestParam int version) {
        return undoable(act, scheduling.start(act.visit(), version, act.actor()), "The visit has begun.");
    }

    @PostMapping("/check-out")
    String checkOut(@ModelAttribute(binding = false) Act act, @RequestParam int version) {
        return undoable(act, scheduling.checkOut(act.visit(), version, act.actor()), "Checked out.");
    }

    @PostMapping("/no-show")
    String noShow(@ModelAttribute(binding = false) Act act, @RequestParam int version) {
        var outcome = scheduling.noShow(act.visit(), version, act.actor());
        return undoable(act, outcome, "No-show recorded. The visit now waits to be re-booked.");
    }

    @PostMapping("/cancel")
    String cancel(@ModelAttribute(binding = false) Act act, @RequestParam int version) {
        agenda.requireBooking(act.actor());
        try {
            var decision = CancellationForm.of(act.input());
            var outcome = scheduling.cancel(act.visit(), version, decision, act.actor());
            var waits = decision.noRebookBecause() == null ? " The visit waits to be re-booked." : "";
            return undoable(act, outcome, "Cancelled; the time is free again." + waits);
        } catch (Invalid invalid) {
            return page(act, act.input().with(invalid.issues()));
        }
    }

    @PostMapping("/decline-rebook")
    String declineRebook(@ModelAttribute(binding = false) Act act, @RequestParam int version) {
        var why = act.input().value("why");
        try {
            var outcome = scheduling.declineRebook(act.visit(), version, why, act.actor());
            return undoable(act, outcome, "Closed without a new visit.");
        } catch (Invalid invalid) {
            return page(act, act.input().with(invalid.issues()));
        }
    }

    @PostMapping("/undo")
    String undo(@ModelAttribute(binding = false) Act act, @RequestParam int version) {
        var outcome = scheduling.undo(act.visit(), version, act.actor());
        if (outcome instanceof Changed) {
            Toast.done(act.redirect(), "Taken back; all is as it was.");
        } else {
            refuse(act, outcome);
        }
        return "redirect:" + act.back();
    }

    private static String undoable(Act act, ChangeOutcome outcome, String done) {
        if (outcome instanceof Changed changed) {
            var undo = Toast.undo(act.path() + "/undo").with("version", changed.version());
            Toast.done(act.redirect(), done, undo.with("back", act.back()));
        } else {
            refuse(act, outcome);
        }
        return "redirect:" + act.back();
    }

    private String page(Act act, Input input) {
        var detail = agenda.visit(act.visit(), act.actor());
        act.model().addAttribute("shell", act.shell().in(detail.visit().zone()));
        act.model().addAttribute("detail", detail);
        act.model().addAttribute("input", input);
        return "care/scheduling/visit";
    }

    private static void refuse(Act act, ChangeOutcome outcome) {
        Toast.show(
                act.redirect(),
                Tone.RED,
                BookingWords.refusal(outcome, act.shell().time()));
    }
}
