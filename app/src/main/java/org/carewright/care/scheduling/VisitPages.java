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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One visit and what can be done with it. Every act returns to the page it came from. */
@Controller
class VisitPages {

    private final Scheduling scheduling;
    private final Agenda agenda;

    VisitPages(Scheduling scheduling, Agenda agenda) {
        this.scheduling = scheduling;
        this.agenda = agenda;
    }

    @GetMapping("/schedule/visits/{id}")
    String visit(Actor actor, @ModelAttribute("shell") Shell shell, @PathVariable UUID id, Model model) {
        var detail = agenda.visit(new AppointmentId(id), actor);
        return page(detail, Input.empty(), shell, model);
    }

    @PostMapping("/schedule/visits/{id}/confirm")
    String confirm(
            Actor actor,
            @ModelAttribute("shell") Shell shell,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam(defaultValue = "PHONE") Channel channel,
            @RequestParam(defaultValue = "") String back,
            RedirectAttributes redirect) {
        var outcome = scheduling.confirm(new AppointmentId(id), version, channel, actor);
        return after(outcome, "Confirmed.", id, back, shell, redirect);
    }

    @PostMapping("/schedule/visits/{id}/arrive")
    String arrive(
            Actor actor,
            @ModelAttribute("shell") Shell shell,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String back,
            RedirectAttributes redirect) {
        var outcome = scheduling.arrive(new AppointmentId(id), version, actor);
        return after(outcome, "Arrival recorded.", id, back, shell, redirect);
    }

    @PostMapping("/schedule/visits/{id}/start")
    String start(
            Actor actor,
            @ModelAttribute("shell") Shell shell,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String back,
            RedirectAttributes redirect) {
        var outcome = scheduling.start(new AppointmentId(id), version, actor);
        return after(outcome, "The visit has begun.", id, back, shell, redirect);
    }

    @PostMapping("/schedule/visits/{id}/check-out")
    String checkOut(
            Actor actor,
            @ModelAttribute("shell") Shell shell,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String back,
            RedirectAttributes redirect) {
        var outcome = scheduling.checkOut(new AppointmentId(id), version, actor);
        return after(outcome, "Checked out.", id, back, shell, redirect);
    }

    @PostMapping("/schedule/visits/{id}/no-show")
    String noShow(
            Actor actor,
            @ModelAttribute("shell") Shell shell,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String back,
            RedirectAttributes redirect) {
        var outcome = scheduling.noShow(new AppointmentId(id), version, actor);
        return after(outcome, "No-show recorded. The visit now waits to be re-booked.", id, back, shell, redirect);
    }

    @PostMapping("/schedule/visits/{id}/cancel")
    String cancel(
            Actor actor,
            @ModelAttribute("shell") Shell shell,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String back,
            Input input,
            Model model,
            RedirectAttributes redirect) {
        agenda.requireBooking(actor);
        Cancellation decision;
        try {
            decision = CancellationForm.of(input);
        } catch (Invalid invalid) {
            return page(agenda.visit(new AppointmentId(id), actor), input.with(invalid.issues()), shell, model);
        }
        var outcome = scheduling.cancel(new AppointmentId(id), version, decision, actor);
        var words = decision.noRebookBecause() == null
                ? "Cancelled; the time is free again. The visit waits to be re-booked."
                : "Cancelled; the time is free again.";
        return after(outcome, words, id, back, shell, redirect);
    }

    @PostMapping("/schedule/visits/{id}/decline-rebook")
    String declineRebook(
            Actor actor,
            @ModelAttribute("shell") Shell shell,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(defaultValue = "") String back,
            Input input,
            Model model,
            RedirectAttributes redirect) {
        try {
            var outcome = scheduling.declineRebook(new AppointmentId(id), version, why, actor);
            return after(outcome, "Closed without a new visit.", id, back, shell, redirect);
        } catch (Invalid invalid) {
            return page(agenda.visit(new AppointmentId(id), actor), input.with(invalid.issues()), shell, model);
        }
    }

    @PostMapping("/schedule/visits/{id}/undo")
    String undo(
            Actor actor,
            @ModelAttribute("shell") Shell shell,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String back,
            RedirectAttributes redirect) {
        var outcome = scheduling.undo(new AppointmentId(id), version, actor);
        if (outcome instanceof Changed) {
            Toast.done(redirect, "Taken back; all is as it was.");
        } else {
            refuse(outcome, shell, redirect);
        }
        return "redirect:" + Input.local(back, "/schedule/visits/" + id);
    }

    private static String page(Agenda.Detail detail, Input input, Shell shell, Model model) {
        model.addAttribute("shell", shell.in(detail.visit().zone()));
        model.addAttribute("detail", detail);
        model.addAttribute("input", input);
        return "care/scheduling/visit";
    }

    private static String after(
            ChangeOutcome outcome, String done, UUID id, String back, Shell shell, RedirectAttributes redirect) {
        if (outcome instanceof Changed changed) {
            var undo = Toast.undo("/schedule/visits/" + id + "/undo").with("version", changed.version());
            Toast.done(redirect, done, undo.with("back", back));
        } else {
            refuse(outcome, shell, redirect);
        }
        return "redirect:" + Input.local(back, "/schedule/visits/" + id);
    }

    private static void refuse(ChangeOutcome outcome, Shell shell, RedirectAttributes redirect) {
        Toast.show(redirect, Tone.RED, BookingWords.refusal(outcome, shell.time()));
    }
}
