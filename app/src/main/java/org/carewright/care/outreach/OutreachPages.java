package org.carewright.care.outreach;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.carewright.foundation.directory.Directory;
import org.carewright.foundation.patients.PatientPanel;
import org.carewright.foundation.patients.Patients;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What was sent to a patient, as a tab of her page; and the link by which she gets nothing more. */
@Controller
class OutreachPages {

    private static final String ROUTE = "/l/stop/{token}";

    private final Outreach outreach;
    private final Directory directory;
    private final Patients patients;

    OutreachPages(Outreach outreach, Directory directory, Patients patients) {
        this.outreach = outreach;
        this.directory = directory;
        this.patients = patients;
    }

    @Bean
    static PatientPanel messagesPanel() {
        return new PatientPanel(60, "Messages", "messages", Permission.SEE_SCHEDULE, false);
    }

    @GetMapping("/patients/{id}/messages")
    String messages(@PathVariable String id, Actor actor, Model model) {
        var patient = PatientId.of(id);
        model.addAttribute("messages", outreach.ofPatient(patient, actor));
        model.addAttribute("frame", patients.frame(patient, "messages", actor));
        return "care/outreach/messages";
    }

    @GetMapping(ROUTE)
    String ask(@PathVariable String token, HttpServletRequest request, Model model) {
        return page(outreach.open("stop", token, "GET " + ROUTE, request.getRemoteAddr()), token, false, model);
    }

    @PostMapping(ROUTE)
    String stop(@PathVariable String token, HttpServletRequest request, Model model) {
        var message = outreach.open("stop", token, "POST " + ROUTE, request.getRemoteAddr());
        outreach.stop(message);
        return page(message, token, true, model);
    }

    private String page(Answering message, String token, boolean done, Model model) {
        model.addAttribute("message", message);
        model.addAttribute("token", token);
        model.addAttribute("done", done);
        model.addAttribute("site", directory.site(message.site()));
        return "care/outreach/stop";
    }

    /** Where every link ends up that leads nowhere; see {@link DeadLinks}. */
    @RequestMapping("/l/dead")
    String dead(HttpServletResponse response) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        return "care/outreach/dead";
    }

    /** Says so in both languages: nobody knows whose link it was. */
    @ControllerAdvice
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static class DeadLinks {

        @ExceptionHandler(DeadLink.class)
        String dead() {
            return "forward:/l/dead";
        }
    }
}
