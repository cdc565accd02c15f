package org.carewright.care.reminders;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.carewright.care.outreach.Answering;
import org.carewright.care.outreach.Outreach;
import org.carewright.care.reminders.Reminders.Answer;
import org.carewright.care.scheduling.Opening;
import org.carewright.foundation.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where the link in a reminder leads. Looking does nothing: mail programs look at links too. */
@Controller
@RequestMapping("/l/visit/{token}")
class VisitLinkPages {

    private final Reminders reminders;
    private final Outreach outreach;
    private final Directory directory;

    VisitLinkPages(Reminders reminders, Outreach outreach, Directory directory) {
        this.reminders = reminders;
        this.outreach = outreach;
        this.directory = directory;
    }

    @GetMapping
    String look(@PathVariable String token, HttpServletRequest request, Model model) {
        return page(open(token, request, "GET", ""), token, null, List.of(), model);
    }

    /** The same with times to choose from. */
    @GetMapping("/times")
    String times(@PathVariable String token, HttpServletRequest request, Model model) {
        var message = open(token, request, "GET", "/times");
        return page(message, token, null, reminders.times(message), model);
    }

    @GetMapping("/visit.ics")
    ResponseEntity<String> calendar(@PathVariable String token, HttpServletRequest request) {
        var text = reminders.calendar(open(token, request, "GET", "/visit.ics"));
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, CalendarFile.TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"visit.ics\"")
                .body(text);
    }

    @PostMapping("/confirm")
    String confirm(@PathVariable String token, HttpServletRequest request, Model model) {
        return act(token, request, "/confirm", reminders::confirm, model);
    }

    @PostMapping("/cancel")
    String cancel(@PathVariable String token, HttpServletRequest request, Model model) {
        return act(token, request, "/cancel", reminders::cancel, model);
    }

    @PostMapping("/call-me")
    String callMe(@PathVariable String token, HttpServletRequest request, Model model) {
        return act(token, request, "/call-me", reminders::askToMove, model);
    }

    @PostMapping("/move")
    String move(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String start,
            HttpServletRequest request,
            Model model) {
        return act(token, request, "/move", message -> reminders.move(message, moment(start)), model);
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH; // a time that nobody offers
        }
    }

    private String act(
            String token, HttpServletRequest request, String path, Function<Answering, Answer> act, Model model) {
        var outcome = act.apply(open(token, request, "POST", path));
        var message = open(token, request, "POST", path);
        var times = outcome == Answer.TAKEN ? reminders.times(message) : List.<Opening>of();
        return page(message, token, outcome, times, model);
    }

    private Answering open(String token, HttpServletRequest request, String method, String path) {
        return outreach.open(Reminders.LINK, token, method + " /l/visit/{token}" + path, request.getRemoteAddr());
    }

    private String page(Answering message, String token, @Nullable Answer outcome, List<Opening> times, Model model) {
        var visit = reminders.visit(message);
        model.addAttribute("message", message);
        model.addAttribute("token", token);
        model.addAttribute("outcome", outcome);
        model.addAttribute("times", times);
        model.addAttribute("visit", visit);
        model.addAttribute("site", directory.site(visit.site()));
        return "care/reminders/visit";
    }
}
