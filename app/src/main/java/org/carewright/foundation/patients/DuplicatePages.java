package org.carewright.foundation.patients;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carewright.foundation.patients.MergeOutcome.Blocked;
import org.carewright.foundation.patients.MergeOutcome.Merged;
import org.carewright.foundation.patients.UndoOutcome.NotNow;
import org.carewright.foundation.patients.UndoOutcome.Undone;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.Toast;
import org.carewright.platform.web.Tone;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Two records side by side: one person or two? */
@Controller
class DuplicatePages {

    private final Duplicates duplicates;
    private final Patients patients;

    DuplicatePages(Duplicates duplicates, Patients patients) {
        this.duplicates = duplicates;
        this.patients = patients;
    }

    @GetMapping("/patients/duplicates/{id}")
    String suspect(Actor actor, @PathVariable UUID id, Model model) {
        var suspect = duplicates.suspect(id, actor);
        model.addAttribute("suspect", suspect);
        return compare(duplicates.preview(suspect.a(), suspect.b(), actor), Input.empty(), model);
    }

    @PostMapping("/patients/duplicates/{id}/dismiss")
    String dismiss(Actor actor, @PathVariable UUID id, Input input, Model model, RedirectAttributes redirect) {
        var suspect = duplicates.suspect(id, actor);
        try {
            duplicates.dismiss(id, input.value("reason"), actor);
        } catch (Invalid invalid) {
            model.addAttribute("suspect", suspect);
            return compare(duplicates.preview(suspect.a(), suspect.b(), actor), input.with(invalid.issues()), model);
        }
        Toast.done(redirect, "Kept apart: two people.");
        return "redirect:/patients/" + suspect.a();
    }

    /** Asks for the other record. */
    @GetMapping("/patients/{id}/merge")
    String choose(Actor actor, @PathVariable PatientId id, Model model) {
        duplicates.require(id, actor);
        model.addAttribute("frame", patients.frame(id, "", actor));
        return "foundation/patients/mergeWith";
    }

    @PostMapping("/patients/{id}/merge")
    String chosen(Actor actor, @PathVariable PatientId id, Input input, RedirectAttributes redirect) {
        duplicates.require(id, actor);
        var other = input.id("other", PatientId::of);
        if (other == null) {
            Toast.show(redirect, Tone.AMBER, "Choose the other record from the list.");
            return "redirect:/patients/" + id + "/merge";
        }
        return "redirect:/patients/" + id + "/merge/" + other;
    }

    @GetMapping("/patients/{into}/merge/{from}")
    String compare(Actor actor, @PathVariable PatientId into, @PathVariable PatientId from, Model model) {
        return compare(duplicates.preview(into, from, actor), Input.empty(), model);
    }

    private static String compare(MergePreview preview, Input input, Model model) {
        model.addAttribute("preview", preview);
        model.addAttribute("input", input);
        return "foundation/patients/compare";
    }

    /** Shows all that would happen; nothing is written. */
    @PostMapping("/patients/{into}/merge/{from}/preview")
    String preview(Actor actor, @PathVariable PatientId into, @PathVariable PatientId from, Input input, Model model) {
        return preview(duplicates.preview(into, from, choices(input), actor), input, model);
    }

    private static String preview(MergePreview preview, Input input, Model model) {
        model.addAttribute("preview", preview);
        model.addAttribute("input", input);
        return "foundation/patients/merge";
    }

    @PostMapping("/patients/{into}/merge/{from}")
    String merge(
            Actor actor,
            @PathVariable PatientId into,
            @PathVariable PatientId from,
            @RequestParam int intoVersion,
            @RequestParam int fromVersion,
            Input input,
            Model model,
            RedirectAttributes redirect) {
        try {
            var outcome = duplicates.merge(
                    into, intoVersion, from, fromVersion, choices(input), input.value("reason"), actor);
            switch (outcome) {
                case Merged merged -> Toast.done(redirect, "Merged. The history can take it back.");
                case Blocked(var reasons) -> Toast.show(redirect, Tone.RED, reasons.getFirst());
            }
        } catch (Invalid invalid) {
            return preview(duplicates.preview(into, from, choices(input), actor), input.with(invalid.issues()), model);
        }
        return "redirect:/patients/" + into;
    }

    @PostMapping("/patients/merges/{id}/undo")
    String undo(Actor actor, @PathVariable UUID id, Input input, RedirectAttributes redirect) {
        var history = Id.find(input.value("patient"))
                .map(patient -> "redirect:/patients/" + patient + "/history")
                .orElse("redirect:/patients");
        switch (duplicates.undo(id, actor)) {
            case Undone(var notes)
            when notes.isEmpty() ->
                Toast.done(redirect, "The two records are apart again, as they were before the merge.");
            case Undone(var notes) ->
                Toast.show(
                        redirect,
                        Tone.AMBER,
                        "The two records are apart again, but not all is as it was. " + join(notes));
            case NotNow(var reasons) -> Toast.show(redirect, Tone.RED, "Not taken back. " + join(reasons));
        }
        return history;
    }

    private static String join(List<String> sentences) {
        return String.join(" ", sentences);
    }

    private static MergeChoices choices(Input input) {
        Map<String, MergeChoices.Side> sides = new HashMap<>();
        for (var component : Rebase.COMPONENTS.keySet()) {
            var side = Params.find(MergeChoices.Side.class, input.value(MergeChoices.field(component)));
            sides.put(component, side.orElse(MergeChoices.Side.INTO));
        }
        return new MergeChoices(sides);
    }
}
