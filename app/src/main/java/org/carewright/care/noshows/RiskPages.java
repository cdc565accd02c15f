package org.carewright.care.noshows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Permission;
import org.carewright.platform.web.Place;
import org.carewright.platform.web.Toast;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How good the risk is, said to everybody who goes by it. */
@Controller
class RiskPages {

    private static final Logger log = LoggerFactory.getLogger(RiskPages.class);
    private static final int SHOWN = 10;

    private final NoShowRisk risk;
    private final Clock clock;
    private final AtomicReference<@Nullable Instant> learningSince = new AtomicReference<>();

    RiskPages(NoShowRisk risk, Clock clock) {
        this.risk = risk;
        this.clock = clock;
    }

    @Bean
    static Place noShowPlace() {
        return new Place(387, "No-show risk", "/no-show-risk", "quality", Permission.SEE_RISK_MODEL);
    }

    @GetMapping("/no-show-risk")
    String page(Actor actor, Model model) {
        model.addAttribute("trains", risk.see(actor));
        var history = risk.history(SHOWN, actor);
        var since = learningSince.get();
        var learning =
                since != null && (history.isEmpty() || history.getFirst().at().isBefore(since));
        model.addAttribute("history", history);
        model.addAttribute(
                "learning", learning ? Duration.between(since, clock.instant()).toSeconds() : null);
        model.addAttribute(
                "plots",
                history.isEmpty()
                        ? List.of()
                        : List.of(Moment.values()).stream()
                                .flatMap(moment -> history.getFirst().trial(moment).stream())
                                .map(CalibrationPlot::of)
                                .toList());
        return "care/noshows/risk";
    }

    /** Takes as long as there are visits; the page says when it is done. */
    @PostMapping("/no-show-risk/train")
    String train(Actor actor, RedirectAttributes redirect) {
        risk.requireTraining(actor);
        if (learningSince.compareAndSet(null, clock.instant())) {
            Thread.ofPlatform().name("learn-no-shows").daemon().start(() -> learn(actor));
            Toast.done(redirect, "Learning has begun; the page shows what came of it.");
        }
        return "redirect:/no-show-risk";
    }

    private void learn(Actor actor) {
        try {
            risk.train(actor);
        } catch (RuntimeException e) {
            log.error("learning failed", e);
        } finally {
            learningSince.set(null);
        }
    }
}
