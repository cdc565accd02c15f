package org.carewright.foundation.patients;

import java.util.List;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Identifier;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.Stale;
import org.carewright.platform.web.Csv;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.ListQuery;
import org.carewright.platform.web.Option;
import org.carewright.platform.web.Page;
import org.carewright.platform.web.Place;
import org.carewright.platform.web.Toast;
import org.carewright.platform.web.Tone;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of patients, and a patient's own pages. */
@Controller
class PatientPages {

    private static final int MOST_EXPORTED = 10_000;
    private static final int OPTIONS = 12;

    private final Patients patients;
    private final Duplicates duplicates;

    PatientPages(Patients patients, Duplicates duplicates) {
        this.patients = patients;
        this.duplicates = duplicates;
    }

    @Bean
    static Place patientsPlace() {
        return new Place(30, "Patients", "/patients", "patients", Permission.SEARCH_PATIENTS);
    }

    @Bean
    static PatientPanel historyPanel() {
        return new PatientPanel(90, "History", "history", Permission.SEE_PATIENT, false);
    }

    /** Served by {@code platform.privacy}, which knows nothing of patients' pages. */
    @Bean
    static PatientPanel whoLookedPanel() {
        return new PatientPanel(95, "Who has looked", "who-looked", Permission.SEE_WHO_LOOKED, false);
    }

    @GetMapping("/patients")
    String list(Actor actor, ListQuery query, Model model) {
        var found = patients.search(search(query, query.offset(), query.size()), actor);
        var known = query.offset() + found.patients().size() + (found.more() ? 1 : 0);
        model.addAttribute("query", query);
        model.addAttribute("page", new Page<>(found.patients(), known, !found.more()));
        model.addAttribute("mayRegister", actor.may(Permission.REGISTER_PATIENT));
        return "foundation/patients/list";
    }

    @GetMapping("/patients.csv")
    ResponseEntity<byte[]> export(Actor actor, ListQuery query) {
        return Csv.<PatientSummary>of("patients")
                .column("Name", patient -> patient.name().filed())
                .column("Born", PatientSummary::birthDate)
                .column("Gender", patient -> Params.code(patient.gender()))
                .column("MRN", PatientSummary::mrn)
                .column("Phone", PatientSummary::phone)
                .column("City", PatientSummary::city)
                .download(
                        patients.search(search(query, 0, MOST_EXPORTED), actor).patients());
    }

    /** Patients for a combobox. */
    @GetMapping("/patients/options")
    String options(Actor actor, @RequestParam String q, Model model) {
        var found = q.isBlank()
                ? List.<PatientSummary>of()
                : patients.search(PatientQuery.of(q, OPTIONS), actor).patients();
        model.addAttribute("options", found.stream().map(PatientPages::option).toList());
        return "platform/web/options";
    }

    private static Option option(PatientSummary patient) {
        return new Option(patient.id().toString(), patient.name().filed(), patient.facts());
    }

    private static PatientQuery search(ListQuery query, int offset, int limit) {
        var gender = query.filter("gender");
        var sort = switch (query.sort()) {
            case "name" -> PatientQuery.Sort.NAME;
            case "born" -> PatientQuery.Sort.BIRTH_DATE;
            case null, default -> PatientQuery.Sort.BEST;
        };
        return new PatientQuery(
                query.q(),
                gender == null
                        ? null
                        : Params.find(AdministrativeGender.class, gender).orElse(AdministrativeGender.UNKNOWN),
                !"living".equals(query.filter("state")),
                sort,
                query.descending(),
                offset,
                limit);
    }

    @GetMapping("/patients/{id}")
    String overview(Actor actor, @PathVariable PatientId id, Model model) {
        var survivor = patients.survivor(id, actor);
        if (!survivor.equals(id)) {
            return "redirect:/patients/" + survivor;
        }
        model.addAttribute("frame", patients.frame(id, "", actor));
        model.addAttribute("related", patients.relatedPersons(id, actor));
        model.addAttribute("suspects", patients.suspects(id, actor));
        model.addAttribute("mrnSystem", patients.mrnSystem());
        return "foundation/patients/overview";
    }

    @GetMapping("/patients/{id}/history")
    String history(Actor actor, @PathVariable PatientId id, Model model) {
        model.addAttribute("frame", patients.frame(id, "history", actor));
        model.addAttribute("changes", Change.of(patients.history(id, actor)));
        model.addAttribute("merges", duplicates.mergesInto(id, actor));
        return "foundation/patients/history";
    }

    @GetMapping("/patients/{id}/edit")
    String edit(Actor actor, @PathVariable PatientId id, Model model) {
        var frame = patients.frameToEdit(id, "", actor);
        model.addAttribute("mayLift", patients.mayLiftConfidentiality(id, actor));
        return editPage(frame, Input.of(DemographicsForm.fields(frame.patient().demographics())), model);
    }

    @PostMapping("/patients/{id}/edit")
    String save(
            Actor actor,
            @PathVariable PatientId id,
            @RequestParam int version,
            Input input,
            Model model,
            RedirectAttributes redirect) {
        var frame = patients.frameToEdit(id, "", actor);
        var form = new DemographicsForm(input, patients.today(actor));
        var mayLift = patients.mayLiftConfidentiality(id, actor);
        var typed = form.read(frame.patient().demographics(), mayLift);
        model.addAttribute("mayLift", mayLift);
        try {
            Invalid.throwIfAny(form.issues(typed));
            patients.update(id, version, typed, actor);
        } catch (Invalid invalid) {
            model.addAttribute("version", version);
            return editPage(
                    frame,
                    input.with(invalid.issues().stream().map(form::atField).toList()),
                    model);
        } catch (Stale stale) {
            model.addAttribute(
                    "differences", Difference.between(typed, frame.patient().demographics()));
            return editPage(frame, input, model);
        }
        Toast.done(redirect, "Saved.");
        return "redirect:/patients/" + id;
    }

    private static String editPage(PatientFrame frame, Input input, Model model) {
        model.addAttribute("frame", frame);
        model.addAttribute("input", input);
        return "foundation/patients/edit";
    }

    @PostMapping("/patients/{id}/identifiers")
    String addIdentifier(
            Actor actor,
            @PathVariable PatientId id,
            @RequestParam String system,
            @RequestParam String value,
            RedirectAttributes redirect) {
        try {
            if (system.isBlank() || value.isBlank()) {
                throw new Invalid(List.of(Issue.required("value", "Give the number and what it is.")));
            }
            patients.addIdentifier(id, new Identifier(Text.clean(system), Text.clean(value)), actor);
            Toast.done(redirect, "Number added.");
        } catch (Invalid invalid) {
            Toast.show(redirect, Tone.RED, invalid.issues().getFirst().message());
        }
        return "redirect:/patients/" + id;
    }
}
