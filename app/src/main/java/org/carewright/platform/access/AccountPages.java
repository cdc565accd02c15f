package org.carewright.platform.access;

import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.Toast;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The own account: password, second factor, where one is signed in. */
@Controller
class AccountPages {

    private static final String ACCOUNT = "platform/access/account";
    private static final String SECOND_FACTOR = "platform/access/second-factor";

    private final OwnAccount account;
    private final SecondFactor secondFactor;
    private final StaffSessions sessions;
    private final BrowserSession browser;

    AccountPages(OwnAccount account, SecondFactor secondFactor, StaffSessions sessions, BrowserSession browser) {
        this.account = account;
        this.secondFactor = secondFactor;
        this.sessions = sessions;
        this.browser = browser;
    }

    @GetMapping("/account")
    String account(Actor actor, Model model) {
        return page(actor, Input.empty(), Input.empty(), model);
    }

    @PostMapping("/account/password")
    String changePassword(Actor actor, Input input, Model model, RedirectAttributes redirect) {
        try {
            account.changePassword(actor, browser.current(), typed(input, "current"), typed(input, "password"));
        } catch (Invalid invalid) {
            return page(actor, input.with(invalid.issues()), Input.empty(), model);
        }
        Toast.done(redirect, "Password changed. Your other sessions have ended.");
        return "redirect:/account";
    }

    @GetMapping("/account/second-factor")
    String secondFactor(Actor actor, Model model) {
        return pairing(actor, secondFactor.offer(actor), Input.empty(), model);
    }

    /** The recovery codes are the answer to the form itself, because they are shown only once. */
    @PostMapping("/account/second-factor")
    String enrol(Actor actor, Input input, Model model) {
        try {
            account.requirePassword(actor, "current", typed(input, "current"));
            model.addAttribute("codes", secondFactor.enrol(actor, input.value("offer"), input.value("code")));
            return "platform/access/recovery-codes";
        } catch (Invalid invalid) {
            return pairing(actor, secondFactor.offer(actor, input.value("offer")), input.with(invalid.issues()), model);
        }
    }

    @PostMapping("/account/second-factor/remove")
    String removeSecondFactor(Actor actor, Input input, Model model, RedirectAttributes redirect) {
        try {
            account.requirePassword(actor, "confirm", typed(input, "confirm"));
        } catch (Invalid invalid) {
            return page(actor, Input.empty(), input.with(invalid.issues()), model);
        }
        secondFactor.remove(actor);
        Toast.done(redirect, "Signing in no longer asks for a code.");
        return "redirect:/account";
    }

    @PostMapping("/account/sessions/{id}/end")
    String endSession(Actor actor, @PathVariable String id, RedirectAttributes redirect) {
        sessions.end(actor, Id.parse(id));
        Toast.done(redirect, "That session has ended.");
        return "redirect:/account";
    }

    @PostMapping("/account/sessions/end-others")
    String endOtherSessions(Actor actor, RedirectAttributes redirect) {
        sessions.endOthers(actor, browser.current());
        Toast.done(redirect, "All your other sessions have ended.");
        return "redirect:/account";
    }

    private String page(Actor actor, Input password, Input removal, Model model) {
        model.addAttribute("account", account.get(actor));
        model.addAttribute("recoveryCodes", secondFactor.recoveryCodesLeft(actor.user()));
        model.addAttribute("sessions", sessions.list(actor));
        model.addAttribute("current", browser.current());
        model.addAttribute("password", password);
        model.addAttribute("removal", removal);
        return ACCOUNT;
    }

    private String pairing(Actor actor, SecondFactor.Offer offer, Input input, Model model) {
        model.addAttribute("account", account.get(actor));
        model.addAttribute("offer", offer);
        model.addAttribute("input", input);
        return SECOND_FACTOR;
    }

    /** As typed: blanks at the ends are part of a password. */
    private static String typed(Input input, String name) {
        return input.values(name).stream().findFirst().orElse("");
    }
}
