package org.carewright.foundation.directory;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.carewright.foundation.directory.VisitType.Buffer;
import org.carewright.foundation.directory.VisitType.Buffers;
import org.carewright.foundation.directory.VisitType.Limits;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Invalid;
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
class VisitTypePages {

    private final Directory directory;

    VisitTypePages(Directory directory) {
        this.directory = directory;
    }

    @GetMapping("/directory/visit-types")
    String list(Actor actor, ListQuery query, Model model) {
        model.addAttribute("query", query);
        model.addAttribute("page", page(query));
        return "foundation/directory/visit-types";
    }

    @GetMapping("/directory/visit-types.csv")
    ResponseEntity<byte[]> export(Actor actor, ListQuery query) {
        return Csv.<VisitType>of("visit-types")
                .column("Name", VisitType::name)
                .column("Specialty", VisitTypePages::specialty)
                .column("Minutes", VisitType::minutes)
                .column("Before", type -> type.buffers().practitioner().before())
                .column("After", type -> type.buffers().practitioner().after())
                .column("Room before", type -> type.buffers().room().before())
                .column("Room after", type -> type.buffers().room().after())
                .column("Patients", VisitType::capacity)
                .column("By", type -> Words.of(type.modality()))
                .column("Room features", type -> Words.list(type.roomFeatures()))
                .column("Device", VisitType::deviceKind)
                .column("Active", VisitType::active)
                .download(page(query.all()).rows());
    }

    private Page<VisitType> page(ListQuery query) {
        var modality = query.filter("modality");
        return ListRows.page(
                query,
                directory.visitTypes().stream()
                        .filter(type ->
                                modality == null || type.modality().name().equals(modality)),
                type -> type.name() + " " + specialty(type) + " " + type.deviceKind(),
                VisitType::active,
                Map.of(
                        "name", Comparator.comparing(VisitType::name),
                        "minutes", Comparator.comparing(VisitType::minutes)));
    }

    static String specialty(VisitType type) {
        var specialty = type.specialty();
        return specialty == null ? "Any" : specialty.display();
    }

    /** "exam table, ultrasound, 2 practitioners", or a dash. */
    static String needs(VisitType type) {
        var needs = new ArrayList<>(type.roomFeatures().stream().sorted().toList());
        if (!type.deviceKind().isEmpty()) needs.add(type.deviceKind());
        type.skills().stream().sorted().forEach(needs::add);
        if (type.practitioners() != 1) needs.add(type.practitioners() + " practitioners");
        if (type.capacity() > 1) needs.add("group of " + type.capacity());
        return needs.isEmpty() ? "–" : String.join(", ", needs);
    }

    @GetMapping("/directory/visit-types/new")
    String blank(Actor actor, Model model) {
        return form(actor, blank(), true, Input.empty(), model);
    }

    @PostMapping("/directory/visit-types/new")
    String add(Actor actor, Input input, Model model, RedirectAttributes redirect) {
        try {
            directory.add(read(input, blank()), actor);
        } catch (Invalid invalid) {
            return form(actor, blank(), true, input.with(invalid.issues()), model);
        }
        Toast.done(redirect, "Visit type added.");
        return "redirect:/directory/visit-types";
    }

    @GetMapping("/directory/visit-types/{id}")
    String detail(Actor actor, @PathVariable String id, Model model) {
        return form(actor, directory.visitType(VisitTypeId.of(id)), false, Input.empty(), model);
    }

    @PostMapping("/directory/visit-types/{id}")
    String change(Actor actor, @PathVariable String id, Input input, Model model, RedirectAttributes redirect) {
        var type = directory.visitType(VisitTypeId.of(id));
        try {
            directory.change(read(input, type), actor);
        } catch (Invalid invalid) {
            return form(actor, type, false, input.with(invalid.issues()), model);
        }
        Toast.done(redirect, "Visit type saved.");
        return "redirect:/directory/visit-types";
    }

    @PostMapping("/directory/visit-types/{id}/active")
    String activate(Actor actor, @PathVariable String id, Input input, RedirectAttributes redirect) {
        var type = directory.visitType(VisitTypeId.of(id));
        var active = input.has("active", "true");
        directory.change(type.with(active, Fields.version(input)), actor);
        Toast.done(redirect, active ? "It is offered again." : "It is no longer offered.");
        return "redirect:/directory/visit-types/" + id;
    }

    private String form(Actor actor, VisitType type, boolean fresh, Input input, Model model) {
        model.addAttribute("type", type);
        model.addAttribute("fresh", fresh);
        model.addAttribute("uses", fresh ? List.of() : directory.uses(type.id(), actor));
        model.addAttribute("input", input);
        return "foundation/directory/visit-type";
    }

    private static VisitType blank() {
        return VisitType.named("", 30, VisitType.Colour.BLUE);
    }

    private static VisitType read(Input input, VisitType type) {
        return new VisitType(
                type.id(),
                input.value("name"),
                Specialty.find(input.value("specialty")).orElse(null),
                Fields.number(input, "minutes"),
                new Buffers(buffer(input, "buffer"), buffer(input, "room"), buffer(input, "device")),
                Fields.number(input, "alignment"),
                Fields.number(input, "practitioners"),
                Fields.words(input, "skills"),
                Fields.words(input, "roomFeatures"),
                input.value("deviceKind").toLowerCase(Locale.ROOT),
                Fields.number(input, "capacity"),
                Fields.choice(input, "modality", VisitType.Modality.IN_PERSON),
                Fields.choice(input, "colour", VisitType.Colour.BLUE),
                input.value("preparation"),
                input.value("instructionsEn"),
                input.value("instructionsEs"),
                VisitType.BOOKERS.stream()
                        .filter(role -> input.has("bookableBy", role.name()))
                        .collect(toSet()),
                new Limits(
                        input.has("patientsBook", "yes"),
                        Fields.optionalNumber(input, "horizonDays"),
                        Fields.optionalNumber(input, "overbooking")),
                type.active(),
                Fields.version(input));
    }

    private static Buffer buffer(Input input, String whose) {
        return new Buffer(Fields.number(input, whose + "Before"), Fields.number(input, whose + "After"));
    }
}
