package org.carewright.platform.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.carewright.platform.access.SignInOutcome.CodeNeeded;
import org.carewright.platform.access.SignInOutcome.Refused;
import org.carewright.platform.access.SignInOutcome.SignedIn;
import org.carewright.platform.access.SignInOutcome.Wait;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Issue;
import org.carewright.platform.web.Input;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

@Controller
class SignInPages {

    private static final String SIGN_IN = "platform/access/sign-in";
    private static final String CODE = "platform/access/sign-in-code";

    private final SignIn signIn;
    private final StaffSessions sessions;
    private final BrowserSession browser;

    SignInPages(SignIn signIn, StaffSessions sessions, BrowserSession browser) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.browser = browser;
    }

    @GetMapping("/sign-in")
    String signIn(HttpServletRequest request, Model model) {
        if (request.getAttribute(Actor.class.getName()) != null) {
            return "redirect:/";
        }
        model.addAttribute("input", Input.empty());
        return SIGN_IN;
    }

    @PostMapping("/sign-in")
    String signIn(Input input, Model model, HttpServletRequest request, HttpServletResponse response) {
        var device = browser.device(request);
        var password = input.values("password").stream().findFirst().orElse("");
        return switch (signIn.password(input.value("username"), password, device)) {
            case SignedIn(var session) -> "redirect:" + browser.begin(request, response, session, device);
            case CodeNeeded(var user) -> {
                browser.awaitCode(request, user);
                yield "redirect:/sign-in/code";
            }
            case Refused _ -> {
                response.setStatus(HttpStatus.UNAUTHORIZED.value());
                yield again(SIGN_IN, "This login and password do not go together.", input, model);
            }
            case Wait(var time) -> {
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                yield again(SIGN_IN, Waiting.words(time), input, model);
            }
        };
    }

    @GetMapping("/sign-in/code")
    String code(HttpServletRequest request, Model model) {
        if (browser.awaitingCode(request).isEmpty()) {
            return "redirect:/sign-in";
        }
        model.addAttribute("input", Input.empty());
        return CODE;
    }

    @PostMapping("/sign-in/code")
    String code(Input input, Model model, HttpServletRequest request, HttpServletResponse response) {
        var user = browser.awaitingCode(request);
        if (user.isEmpty()) {
            return "redirect:/sign-in";
        }
        var device = browser.device(request);
        return switch (signIn.code(user.get(), input.value("code"), device)) {
            case SignedIn(var session) -> "redirect:" + browser.begin(request, response, session, device);
            case CodeNeeded _, Refused _ -> {
                response.setStatus(HttpStatus.UNAUTHORIZED.value());
                yield again(CODE, "This code is not right, or was used already. Wait for the next one.", input, model);
            }
            case Wait(var time) -> {
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                yield again(CODE, Waiting.words(time), input, model);
            }
        };
    }

    @PostMapping("/sign-out")
    String signOut(Actor actor, HttpServletRequest request) {
        sessions.end(actor, browser.current());
        browser.end(request);
        return "redirect:/sign-in";
    }

    private static String again(String page, String message, Input input, Model model) {
        model.addAttribute("input", input.with(List.of(Issue.value("", message))));
        return page;
    }
}
