package org.carewright.foundation.patients;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.carewright.foundation.patients.RelatedPerson.Authority;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Day;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.Stale;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.Toast;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The people around a patient, and what they may do and be told. */
@Controller
class RelatedPersonPages {

    private final Patients patients;

    RelatedPersonPages(Patients patients) {
        this.patients = patients;
    }

    @Bean
    static PatientPanel relatedPersonsPanel() {
        return new PatientPanel(70, "People", "people", Permission.SEE_PATIENT, false);
    }

    @GetMapping("/patients/{id}/people")
    String list(Actor actor, @PathVariable PatientId id, Model model) {
        model.addAttribute("frame", patients.frame(id, "people", actor));
        model.addAttribute("related", patients.relatedPersons(id, actor));
        return "foundation/patients/people";
    }

    @GetMapping("/patients/{id}/people/new")
    String add(Actor actor, @PathVariable PatientId id, Model model) {
        return page(patients.frameToEdit(id, "people", actor), RelatedPersonId.fresh(), 0, Input.empty(), model);
    }

    @GetMapping("/patients/{id}/people/{person}")
    String edit(Actor actor, @PathVariable PatientId id, @PathVariable RelatedPersonId person, Model model) {
        var frame = patients.frameToEdit(id, "people", actor);
        var found = find(id, person, actor);
        return page(frame, person, found.version(), Input.of(fields(found)), model);
    }

    @PostMapping("/patients/{id}/people/{person}")
    String save(
            Actor actor,
            @PathVariable PatientId id,
            @PathVariable RelatedPersonId person,
            Input input,
            Model model,
            RedirectAttributes redirect) {
        var frame = patients.frameToEdit(id, "people", actor);
        var issues = new ArrayList<Issue>();
        var typed = read(id, person, input, issues);
        try {
            issues.addAll(typed.issues());
            Invalid.throwIfAny(issues);
            if (typed.version() == 0) {
                patients.addRelatedPerson(typed, actor);
            } else {
                patients.updateRelatedPerson(typed, actor);
            }
        } catch (Invalid invalid) {
            return page(frame, person, typed.version(), input.with(invalid.issues()), model);
        } catch (Stale stale) {
            var standing = find(id, person, actor);
            model.addAttribute("standing", standing);
            return page(frame, person, standing.version(), input, model);
        }
        Toast.done(redirect, "Saved.");
        return "redirect:/patients/" + id + "/people";
    }

    @PostMapping("/patients/{id}/people/{person}/remove")
    String remove(
            Actor actor,
            @PathVariable PatientId id,
            @PathVariable RelatedPersonId person,
            RedirectAttributes redirect) {
        patients.removeRelatedPerson(id, person, actor);
        Toast.done(redirect, "Removed; the history keeps the entry.");
        return "redirect:/patients/" + id + "/people";
    }

    private RelatedPerson find(PatientId patient, RelatedPersonId id, Actor actor) {
        return patients.relatedPersons(patient, actor).stream()
                .filter(person -> person.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("related person"));
    }

    private static String page(PatientFrame frame, RelatedPersonId id, int version, Input input, Model model) {
        model.addAttribute("frame", frame);
        model.addAttribute("id", id);
        model.addAttribute("version", version);
        model.addAttribute("input", input);
        return "foundation/patients/person";
    }

    private static RelatedPerson read(PatientId patient, RelatedPersonId id, Input input, List<Issue> issues) {
        return new RelatedPerson(
                id,
                patient,
                input.value("name"),
                input.value("relationship"),
                input.value("phone"),
                input.value("email"),
                input.has("emergency", "true"),
                Arrays.stream(Authority.values())
                        .filter(authority -> input.has(Params.code(authority), "true"))
                        .collect(Collectors.toSet()),
                input.value("limits"),
                input.value("evidence"),
                day(input, "validFrom", issues),
                day(input, "validUntil", issues),
                input.value("version").matches("\\d{1,9}") ? Integer.parseInt(input.value("version")) : 0);
    }

    private static @Nullable LocalDate day(Input input, String field, List<Issue> issues) {
        var day = Day.parse(input.value(field));
        if (day.isEmpty() && !input.value(field).isEmpty()) {
            issues.add(Issue.value(field, "Write the date as year-month-day, such as 2026-03-04."));
        }
        return day.orElse(null);
    }

    private static Map<String, String> fields(RelatedPerson person) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", person.name());
        fields.put("relationship", person.relationship());
        fields.put("phone", person.phone());
        fields.put("email", person.email());
        fields.put("emergency", Boolean.toString(person.emergency()));
        person.authorities().forEach(authority -> fields.put(Params.code(authority), "true"));
        fields.put("limits", person.limits());
        fields.put("evidence", person.evidence());
        fields.put(
                "validFrom",
                person.validFrom() == null ? "" : person.validFrom().toString());
        fields.put(
                "validUntil",
                person.validUntil() == null ? "" : person.validUntil().toString());
        return fields;
    }
}
