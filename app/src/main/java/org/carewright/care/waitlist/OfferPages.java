package org.carewright.care.waitlist;

import jakarta.servlet.http.HttpServletRequest;
import org.carewright.care.outreach.Answering;
import org.carewright.care.outreach.Outreach;
import org.carewright.foundation.directory.Directory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the link in an offer leads. Looking does nothing: mail programs look at links too. */
@Controller
@RequestMapping("/l/offer/{token}")
class OfferPages {

    private final Waitlist waitlist;
    private final Outreach outreach;
    private final Directory directory;

    OfferPages(Waitlist waitlist, Outreach outreach, Directory directory) {
        this.waitlist = waitlist;
        this.outreach = outreach;
        this.directory = directory;
    }

    @GetMapping
    String look(@PathVariable String token, HttpServletRequest request, Model model) {
        return page(open(token, "GET /l/offer/{token}", request), token, false, model);
    }

    @PostMapping("/take")
    String take(@PathVariable String token, HttpServletRequest request, Model model) {
        var message = open(token, "POST /l/offer/{token}/take", request);
        return page(message, token, waitlist.take(message) instanceof OfferOutcome.TooLate, model);
    }

    @PostMapping("/decline")
    String decline(@PathVariable String token, HttpServletRequest request, Model model) {
        var message = open(token, "POST /l/offer/{token}/decline", request);
        return page(message, token, waitlist.decline(message) instanceof OfferOutcome.TooLate, model);
    }

    @PostMapping("/stay")
    String stay(@PathVariable String token, HttpServletRequest request, Model model) {
        var message = open(token, "POST /l/offer/{token}/stay", request);
        waitlist.stay(message);
        model.addAttribute("staying", true);
        return page(message, token, false, model);
    }

    private Answering open(String token, String route, HttpServletRequest request) {
        return outreach.open(Waitlist.LINK, token, route, request.getRemoteAddr());
    }

    private String page(Answering message, String token, boolean tooLate, Model model) {
        model.addAttribute("offer", waitlist.offer(message));
        model.addAttribute("spanish", message.isSpanish());
        model.addAttribute("language", message.language());
        model.addAttribute("token", token);
        model.addAttribute("tooLate", tooLate);
        model.addAttribute("site", directory.site(message.site()));
        return "care/waitlist/offer";
    }
}
