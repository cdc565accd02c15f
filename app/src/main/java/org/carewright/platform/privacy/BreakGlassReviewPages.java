package org.carewright.platform.privacy;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.platform.access.BreakGlass;
import org.carewright.platform.access.BreakGlass.Opening;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.Stale;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.Place;
import org.carewright.platform.web.Toast;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The privacy officer's queue: each break-glass with what was looked at, and the verdict on it. */
@Controller
class BreakGlassReviewPages {

    private final BreakGlass breakGlass;
    private final Trail trail;

    BreakGlassReviewPages(BreakGlass breakGlass, Trail trail) {
        this.breakGlass = breakGlass;
        this.trail = trail;
    }

    @Bean
    static Place breakGlassPlace() {
        return new Place(392, "Break-glass", "/privacy/break-glass", "unlock", Permission.REVIEW_BREAK_GLASS);
    }

    @GetMapping("/privacy/break-glass")
    String list(Actor actor, @RequestParam(defaultValue = "false") boolean reviewed, Model model) {
        var openings = breakGlass.list(reviewed, actor);
        model.addAttribute("reviewed", reviewed);
        model.addAttribute("openings", openings);
        model.addAttribute(
                "names", trail.names(openings.stream().map(Opening::patient).collect(Collectors.toSet())));
        return "platform/privacy/break-glass-list";
    }

    @GetMapping("/privacy/break-glass/{id}")
    String detail(Actor actor, @PathVariable String id, Model model) {
        return page(breakGlass.get(Id.parse(id), actor), Input.empty(), actor, model);
    }

    @PostMapping("/privacy/break-glass/{id}")
    String review(Actor actor, @PathVariable String id, Input input, Model model, RedirectAttributes redirect) {
        var opening = breakGlass.get(Id.parse(id), actor);
        if (opening.review().isPresent()) {
            throw new Stale("review");
        }
        try {
            review(opening.id(), input, actor);
        } catch (Invalid invalid) {
            return page(opening, input.with(invalid.issues()), actor, model);
        }
        Toast.done(redirect, "Review kept.");
        return "redirect:/privacy/break-glass";
    }

    private void review(UUID id, Input input, Actor actor) {
        switch (input.value("verdict")) {
            case "justified" -> breakGlass.review(id, true, input.value("note"), actor);
            case "not-justified" -> breakGlass.review(id, false, input.value("note"), actor);
            default -> throw new Invalid(List.of(Issue.required("verdict", "Choose whether it was justified.")));
        }
    }

    private String page(Opening opening, Input input, Actor actor, Model model) {
        model.addAttribute("opening", opening);
        model.addAttribute("name", trail.name(opening.patient()));
        model.addAttribute("answer", trail.under(opening, actor));
        model.addAttribute("input", input);
        return "platform/privacy/break-glass-review";
    }
}
