package org.carewright.platform.access;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.carewright.platform.access.BreakGlass.FindOutcome.Found;
import org.carewright.platform.access.BreakGlass.FindOutcome.Nobody;
import org.carewright.platform.access.BreakGlass.FindOutcome.Wait;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Day;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.OutOfScope;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.QuickAction;
import org.carewright.platform.web.Toast;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The door in the wall: offered where a record is out of scope, says nothing of what is behind it. */
@Controller
class BreakGlassPages {

    private static final String BREAK_GLASS = "platform/access/break-glass";

    private final BreakGlass breakGlass;
    private final Access access;

    BreakGlassPages(BreakGlass breakGlass, Access access) {
        this.breakGlass = breakGlass;
        this.access = access;
    }

    @Bean
    static QuickAction emergency() {
        return new QuickAction("Open a record in an emergency", "/break-glass/find", "unlock", Permission.BREAK_GLASS);
    }

    @GetMapping("/break-glass")
    String breakGlass(Actor actor, @RequestParam String patient, Model model) {
        access.require(actor, Permission.BREAK_GLASS);
        return page(PatientId.of(patient), Input.empty(), model);
    }

    @GetMapping("/break-glass/find")
    String find(Actor actor, Model model) {
        access.require(actor, Permission.BREAK_GLASS);
        model.addAttribute("input", Input.empty());
        return "platform/access/break-glass-find";
    }

    @PostMapping("/break-glass/find")
    String find(Actor actor, Input input, Model model) {
        var found = breakGlass.find(
                input.value("mrn"), input.value("family"), input.value("given"), Day.parse(input.value("born")), actor);
        return switch (found) {
            case Found(var patient) -> "redirect:/break-glass?patient=" + patient;
            case Nobody() ->
                notFound(
                        "No record has exactly this. Enter the whole MRN, or family name, given name and birth date as"
                                + " the record has them.",
                        input,
                        model);
            case Wait(var time) -> notFound(Waiting.words(time), input, model);
        };
    }

    private static String notFound(String words, Input input, Model model) {
        model.addAttribute("input", input.with(List.of(Issue.value("", words))));
        return "platform/access/break-glass-find";
    }

    @PostMapping("/break-glass")
    String breakGlass(
            Actor actor, @RequestParam String patient, Input input, Model model, RedirectAttributes redirect) {
        try {
            breakGlass.open(PatientId.of(patient), input.value("reason"), actor);
        } catch (Invalid invalid) {
            return page(PatientId.of(patient), input.with(invalid.issues()), model);
        }
        Toast.done(
                redirect, "The record is open to you for " + breakGlass.length().toHours() + " hours.");
        return "redirect:/patients/" + PatientId.of(patient);
    }

    /** Where every request for a record out of scope ends up; see {@link ClosedRecords}. */
    @RequestMapping("/break-glass/offer")
    String offer(@RequestParam String patient, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.FORBIDDEN.value());
        model.addAttribute("patient", PatientId.of(patient));
        return "platform/access/closed-record";
    }

    /** Turns a refusal that break-glass could lift into the page that offers it. */
    @ControllerAdvice
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static class ClosedRecords {

        @ExceptionHandler(OutOfScope.class)
        String closed(OutOfScope refusal) {
            return "forward:/break-glass/offer?patient=" + refusal.patient();
        }
    }

    private String page(PatientId patient, Input input, Model model) {
        model.addAttribute("patient", patient);
        model.addAttribute("hours", breakGlass.length().toHours());
        model.addAttribute("input", input);
        return BREAK_GLASS;
    }
}
