package org.carewright.foundation.directory;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.web.Csv;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.ListQuery;
import org.carewright.platform.web.Page;
import org.carewright.platform.web.Toast;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
class PractitionerPages {

    /** A line of the list. */
    record Row(Practitioner practitioner, String specialties, String sites) {}

    private final Directory directory;
    private final Clock clock;

    PractitionerPages(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/directory/practitioners")
    String list(Actor actor, ListQuery query, Model model) {
        model.addAttribute("query", query);
        model.addAttribute("page", page(query));
        model.addAttribute("sites", Words.siteOptions(directory.sites()));
        return "foundation/directory/practitioners";
    }

    @GetMapping("/directory/practitioners.csv")
    ResponseEntity<byte[]> export(Actor actor, ListQuery query) {
        return Csv.<Row>of("practitioners")
                .column("Family name", row -> row.practitioner().family())
                .column("Given name", row -> row.practitioner().given())
                .column("NPI", row -> row.practitioner().npi())
                .column("Specialties", Row::specialties)
                .column("Sites", Row::sites)
                .column("Languages", row -> Words.languages(row.practitioner().languages()))
                .column("Active", row -> row.practitioner().active())
                .download(page(query.all()).rows());
    }

    private Page<Row> page(ListQuery query) {
        var today = today();
        var names = directory.sites().stream().collect(toMap(Site::id, Site::name));
        var roles = directory.roles().stream()
                .filter(role -> role.validity().contains(today))
                .collect(groupingBy(PractitionerRole::practitioner));
        var site = query.filter("site");
        return ListRows.page(
                query,
                directory.practitioners().stream()
                        .filter(practitioner -> site == null
                                || roles.getOrDefault(practitioner.id(), List.of()).stream()
                                        .anyMatch(role -> role.site().toString().equals(site)))
                        .map(practitioner -> {
                            var mine = roles.getOrDefault(practitioner.id(), List.of());
                            return new Row(
                                    practitioner,
                                    mine.stream()
                                            .map(role -> role.specialty().display())
                                            .distinct()
                                            .collect(joining(", ")),
                                    mine.stream()
                                            .map(role -> names.getOrDefault(role.site(), ""))
                                            .distinct()
                                            .collect(joining(", ")));
                        }),
                row -> row.practitioner().display() + " " + row.practitioner().npi() + " " + row.specialties() + " "
                        + row.sites(),
                row -> row.practitioner().active(),
                Map.of(
                        "name",
                                Comparator.comparing(
                                        (Row row) -> row.practitioner().family()),
                        "specialty", Comparator.comparing(Row::specialties),
                        "site", Comparator.comparing(Row::sites)));
    }

    @GetMapping("/directory/practitioners/new")
    String blank(Actor actor, Model model) {
        return form(PractitionerForm.blank(), Input.empty(), model);
    }

    @PostMapping("/directory/practitioners/new")
    String add(Actor actor, Input input, Model model, RedirectAttributes redirect) {
        var practitioner = PractitionerForm.read(input, PractitionerForm.blank());
        try {
            directory.add(practitioner, actor);
        } catch (Invalid invalid) {
            return form(PractitionerForm.blank(), input.with(invalid.issues()), model);
        }
        Toast.done(redirect, "Practitioner added. Say where and when next.");
        return "redirect:/directory/practitioners/" + practitioner.id();
    }

    @GetMapping("/directory/practitioners/{id}")
    String detail(Actor actor, @PathVariable String id, Model model) {
        return detail(actor, PractitionerId.of(id), "", Input.empty(), model);
    }

    @GetMapping("/directory/practitioners/{id}/edit")
    String edit(Actor actor, @PathVariable String id, Model model) {
        return form(directory.practitioner(PractitionerId.of(id)), Input.empty(), model);
    }

    @PostMapping("/directory/practitioners/{id}/edit")
    String change(Actor actor, @PathVariable String id, Input input, Model model, RedirectAttributes redirect) {
        var practitioner = directory.practitioner(PractitionerId.of(id));
        try {
            directory.change(PractitionerForm.read(input, practitioner), actor);
        } catch (Invalid invalid) {
            return form(practitioner, input.with(invalid.issues()), model);
        }
        Toast.done(redirect, "Practitioner saved.");
        return "redirect:/directory/practitioners/" + id;
    }

    @PostMapping("/directory/practitioners/{id}/active")
    String activate(Actor actor, @PathVariable String id, Input input, RedirectAttributes redirect) {
        var practitioner = directory.practitioner(PractitionerId.of(id));
        var active = input.has("active", "true");
        directory.change(practitioner.with(active, Fields.version(input)), actor);
        Toast.done(redirect, active ? "Back again, and can be booked." : "No longer here; past visits keep the name.");
        return "redirect:/directory/practitioners/" + id;
    }

    @PostMapping("/directory/practitioners/{id}/roles")
    String addRole(Actor actor, @PathVariable String id, Input input, Model model, RedirectAttributes redirect) {
        var practitioner = PractitionerId.of(id);
        try {
            directory.add(PractitionerForm.readRole(input, practitioner), actor);
        } catch (Invalid invalid) {
            return detail(actor, practitioner, "roles", input.with(invalid.issues()), model);
        }
        Toast.done(redirect, "Role added.");
        return "redirect:/directory/practitioners/" + id;
    }

    @PostMapping("/directory/practitioners/{id}/roles/{role}/remove")
    String removeRole(Actor actor, @PathVariable String id, @PathVariable String role, RedirectAttributes redirect) {
        directory.removeRole(PractitionerId.of(id), Id.parse(role), actor);
        Toast.done(redirect, "Role removed.");
        return "redirect:/directory/practitioners/" + id;
    }

    @PostMapping("/directory/practitioners/{id}/hours")
    String addHours(Actor actor, @PathVariable String id, Input input, Model model, RedirectAttributes redirect) {
        var practitioner = PractitionerId.of(id);
        try {
            directory.addHours(PractitionerForm.readHours(input, practitioner), actor);
        } catch (Invalid invalid) {
            return detail(actor, practitioner, "hours", input.with(invalid.issues()), model);
        }
        Toast.done(redirect, "Hours added.");
        return "redirect:/directory/practitioners/" + id + "#hours";
    }

    @PostMapping("/directory/practitioners/{id}/hours/{hours}/end")
    String endHours(
            Actor actor,
            @PathVariable String id,
            @PathVariable String hours,
            Input input,
            Model model,
            RedirectAttributes redirect) {
        var practitioner = PractitionerId.of(id);
        try {
            var last = Fields.date(input, "last");
            if (last == null) throw new Invalid(List.of(Issue.required("last", "Give the last day.")));
            directory.endHours(practitioner, Id.parse(hours), last.plusDays(1), actor);
        } catch (Invalid invalid) {
            return detail(actor, practitioner, "hours", input.with(invalid.issues()), model);
        }
        Toast.done(redirect, "The hours end then.");
        return "redirect:/directory/practitioners/" + id + "#hours";
    }

    @PostMapping("/directory/practitioners/{id}/hours/{hours}/remove")
    String removeHours(Actor actor, @PathVariable String id, @PathVariable String hours, RedirectAttributes redirect) {
        directory.removeHours(PractitionerId.of(id), Id.parse(hours), actor);
        Toast.done(redirect, "Hours removed.");
        return "redirect:/directory/practitioners/" + id + "#hours";
    }

    @PostMapping("/directory/practitioners/{id}/exceptions")
    String addException(Actor actor, @PathVariable String id, Input input, Model model, RedirectAttributes redirect) {
        var practitioner = PractitionerId.of(id);
        try {
            directory.add(PractitionerForm.readException(input, practitioner), actor);
        } catch (Invalid invalid) {
            return detail(actor, practitioner, "exceptions", input.with(invalid.issues()), model);
        }
        Toast.done(redirect, "Added.");
        return "redirect:/directory/practitioners/" + id + "#exceptions";
    }

    @PostMapping("/directory/practitioners/{id}/exceptions/{exception}/remove")
    String removeException(
            Actor actor, @PathVariable String id, @PathVariable String exception, RedirectAttributes redirect) {
        directory.removeException(PractitionerId.of(id), Id.parse(exception), actor);
        Toast.done(redirect, "Removed.");
        return "redirect:/directory/practitioners/" + id + "#exceptions";
    }

    /** @param failed which form of the page the input belongs to: roles, hours, exceptions or none */
    private String detail(Actor actor, PractitionerId id, String failed, Input input, Model model) {
        var today = today();
        model.addAttribute("practitioner", directory.practitioner(id));
        model.addAttribute("sites", directory.sites().stream().collect(toMap(Site::id, Site::name)));
        model.addAttribute(
                "siteOptions",
                Words.siteOptions(
                        directory.sites().stream().filter(Site::active).toList()));
        model.addAttribute("roles", directory.roles(id));
        model.addAttribute(
                "hours",
                directory.hours(id).stream()
                        .filter(row -> !isPast(row.validity(), today))
                        .toList());
        model.addAttribute(
                "exceptions",
                directory.exceptions(id).stream()
                        .filter(row -> row.ends().isAfter(today.atStartOfDay()))
                        .toList());
        model.addAttribute("uses", directory.uses(id, actor));
        model.addAttribute("today", today);
        model.addAttribute("failed", failed);
        model.addAttribute("input", input);
        return "foundation/directory/practitioner";
    }

    private String form(Practitioner practitioner, Input input, Model model) {
        model.addAttribute("practitioner", practitioner);
        model.addAttribute("input", input);
        return "foundation/directory/practitioner-form";
    }

    private static boolean isPast(Validity validity, LocalDate today) {
        var until = validity.until();
        return until != null && !until.isAfter(today);
    }

    /** The day in the organization's zone. */
    private LocalDate today() {
        return directory
                .organization()
                .map(organization -> LocalDate.ofInstant(clock.instant(), ZoneId.of(organization.timeZone())))
                .orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }
}
