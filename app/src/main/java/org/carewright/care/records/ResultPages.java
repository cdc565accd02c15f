package org.carewright.care.records;

import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.Permission;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.Place;
import org.carewright.platform.web.Toast;
import org.carewright.platform.web.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The queue of results that wait for a review. */
@Controller
class ResultPages {

    private static final int LONGEST_NOTE = 2_000;

    private final Records records;

    ResultPages(Records records) {
        this.records = records;
    }

    @Bean
    static Place resultsPlace() {
        return new Place(35, "Results", "/results", "lab", Permission.SEE_CHART);
    }

    @GetMapping("/results")
    String queue(@RequestParam(name = "result", required = false) @Nullable String result, Actor actor, Model model) {
        return show(result == null ? Input.empty() : Input.of(Map.of("result", result)), actor, model);
    }

    private String show(Input input, Actor actor, Model model) {
        model.addAttribute("waiting", records.waiting(actor));
        model.addAttribute("recent", records.recentReviews(actor));
        model.addAttribute("input", input);
        return "care/records/results";
    }

    @PostMapping("/results/review")
    String review(Actor actor, Input input, Model model, RedirectAttributes redirect) {
        records.requireReview(actor);
        var issues = new ArrayList<Issue>();
        Set<ResourceId> chosen =
                input.values("result").stream().map(ResourceId::of).collect(Collectors.toSet());
        if (chosen.isEmpty()) {
            issues.add(Issue.required("", "Tick the results that you have looked at."));
        }
        var decision = Params.find(Decision.class, input.value("decision")).orElse(null);
        if (decision == null) {
            issues.add(Issue.required("", "Say what you decided."));
        }
        if (input.value("note").length() > LONGEST_NOTE) {
            issues.add(Issue.value("", "Shorten the note to 2,000 characters."));
        }
        if (decision == null || !issues.isEmpty()) {
            return show(input.with(issues), actor, model);
        }
        var reviewed = records.review(chosen, decision, input.value("note"), actor);
        if (reviewed == chosen.size()) {
            Toast.done(redirect, reviewed == 1 ? "Result reviewed." : reviewed + " results reviewed.");
        } else {
            Toast.show(redirect, Tone.BLUE, reviewed + " reviewed; somebody else had reviewed the others.");
        }
        return "redirect:/results";
    }

    @PostMapping("/results/reviews/{review}/undo")
    String undo(@PathVariable("review") String review, Actor actor, RedirectAttributes redirect) {
        records.undoReview(Id.parse(review), actor);
        Toast.done(redirect, "Review taken back: the result waits again.");
        return "redirect:/results";
    }
}
