package org.carewright.foundation.patients;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.carewright.foundation.patients.RegistrationOutcome.LikelyDuplicates;
import org.carewright.foundation.patients.RegistrationOutcome.Registered;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Identifier;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.QuickAction;
import org.carewright.platform.web.Toast;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A new patient at the counter: likely duplicates are shown while typing, and before anything is written. */
@Controller
class RegistrationPages {

    private final Patients patients;

    RegistrationPages(Patients patients) {
        this.patients = patients;
    }

    @Bean
    static QuickAction registerAction() {
        return new QuickAction("Register a patient", "/patients/new", "user-plus", Permission.REGISTER_PATIENT);
    }

    @GetMapping("/patients/new")
    String form(Actor actor, Model model) {
        patients.requireRegistration(actor);
        return page(PatientId.fresh(), Input.of(DemographicsForm.blank()), List.of(), model);
    }

    /** The fragment beside the form, while somebody types. */
    @PostMapping("/patients/likely")
    String likely(Actor actor, Input input, Model model) {
        var typed = new DemographicsForm(input, patients.today(actor)).read();
        model.addAttribute("candidates", patients.likelyDuplicates(typed, actor));
        return "foundation/patients/likely";
    }

    @PostMapping("/patients")
    String register(Actor actor, Input input, Model model, RedirectAttributes redirect) {
        patients.requireRegistration(actor);
        var id =
                input.requiredId("id", PatientId::of, "Open the form anew: what it needs to be saved once is missing.");
        var form = new DemographicsForm(input, patients.today(actor));
        var typed = form.read();
        try {
            var issues = new ArrayList<>(form.issues(typed));
            var site = site(input, actor);
            if (site == null) {
                issues.add(Issue.required("site", "Choose the site where the patient is registered."));
            }
            if (site == null || !issues.isEmpty()) {
                throw new Invalid(issues);
            }
            var registration = new Registration(id, typed, identifiers(input), site, notTheSame(input));
            return switch (patients.register(registration, actor)) {
                case Registered(var registered) -> {
                    Toast.done(redirect, "Patient registered.");
                    yield "redirect:/patients/" + registered;
                }
                case LikelyDuplicates(var candidates) -> page(id, input, candidates, model);
            };
        } catch (Invalid invalid) {
            return page(
                    id, input.with(invalid.issues().stream().map(form::atField).toList()), List.of(), model);
        }
    }

    private static String page(PatientId id, Input input, List<LikelyDuplicate> candidates, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("input", input);
        model.addAttribute("candidates", candidates);
        return "foundation/patients/register";
    }

    /** The one chosen, or the only one where the actor works. */
    private static @Nullable SiteId site(Input input, Actor actor) {
        var chosen = input.id("site", SiteId::of);
        if (chosen != null) {
            return chosen;
        }
        return actor.sites().size() == 1 ? actor.sites().iterator().next() : null;
    }

    private static List<Identifier> identifiers(Input input) {
        var value = input.value("identifiers");
        var system = input.value("identifierSystem");
        return value.isEmpty() || system.isEmpty() ? List.of() : List.of(new Identifier(system, value));
    }

    private static Set<PatientId> notTheSame(Input input) {
        return input.values("notTheSame").stream()
                .flatMap(text -> Id.find(text).stream())
                .map(PatientId::new)
                .collect(Collectors.toSet());
    }
}
