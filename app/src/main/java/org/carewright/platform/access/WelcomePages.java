package org.carewright.platform.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.Role;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.Toast;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a one-time link leads. */
@Controller
class WelcomePages {

    private static final String WELCOME = "platform/access/welcome";

    private final Welcome welcome;

    WelcomePages(Welcome welcome) {
        this.welcome = welcome;
    }

    @GetMapping("/welcome/{token}")
    String welcome(@PathVariable String token, Model model, HttpServletResponse response) {
        try {
            return page(token, welcome.whose(token), Input.empty(), model);
        } catch (NotFound gone) { // used, run out, or mistyped: which of them, nobody is told
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return "platform/access/welcome-gone";
        }
    }

    @PostMapping("/welcome/{token}")
    String welcome(
            @PathVariable String token,
            Input input,
            Model model,
            RedirectAttributes redirect,
            HttpServletRequest request) {
        var account = welcome.whose(token);
        var password = input.values("password").stream().findFirst().orElse("");
        try {
            if (account.isPresent()) {
                welcome.choosePassword(token, password, request.getRemoteAddr());
            } else {
                var form = new AccountForm(
                        input.value("login"),
                        input.value("name"),
                        input.value("email"),
                        Set.of(Role.ADMINISTRATOR),
                        Set.of());
                welcome.makeAdministrator(token, form, password, request.getRemoteAddr());
            }
        } catch (Invalid invalid) {
            return page(token, account, input.with(invalid.issues()), model);
        }
        Toast.done(redirect, "Your password is set. Sign in with it now.");
        return "redirect:/sign-in";
    }

    private static String page(String token, Optional<Account> account, Input input, Model model) {
        model.addAttribute("token", token);
        model.addAttribute("account", account);
        model.addAttribute("input", input);
        return WELCOME;
    }
}
