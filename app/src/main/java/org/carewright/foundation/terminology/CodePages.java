package org.carewright.foundation.terminology;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.carewright.foundation.terminology.ExpansionOutcome.Expansion;
import org.carewright.foundation.terminology.LookupOutcome.Found;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.web.Csv;
import org.carewright.platform.web.ListQuery;
import org.carewright.platform.web.Option;
import org.carewright.platform.web.Page;
import org.carewright.platform.web.Tab;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Finding codes, what one means, and which code systems there are. */
@Controller
class CodePages {

    private final Terminology terminology;

    CodePages(Terminology terminology) {
        this.terminology = terminology;
    }

    static List<Tab> tabs(String current) {
        return List.of(tab("Find a code", "/codes", current), tab("Code systems", "/codes/systems", current));
    }

    private static Tab tab(String title, String path, String current) {
        return Tab.of(title, path, path.equals(current));
    }

    @GetMapping("/codes")
    String list(Actor actor, ListQuery query, Model model) {
        var systems = current(actor);
        var found = find(query, query.offset(), query.size(), actor);
        model.addAttribute("query", query);
        model.addAttribute("page", Page.of(found.concepts(), found.total()));
        model.addAttribute("corrected", found.corrected());
        model.addAttribute("titles", titles(systems));
        model.addAttribute(
                "systems",
                systems.stream()
                        .map(system -> Option.of(system.url(), system.title()))
                        .toList());
        return "foundation/terminology/codes";
    }

    @GetMapping("/codes.csv")
    ResponseEntity<byte[]> export(Actor actor, ListQuery query) {
        return Csv.<Concept>of("codes")
                .column("Code", Concept::code)
                .column("Display", Concept::display)
                .column("Billable", Concept::billable)
                .column("System", Concept::system)
                .column("Version", Concept::version)
                .download(find(query, 0, Integer.MAX_VALUE, actor).concepts());
    }

    private Expansion find(ListQuery query, int offset, int count, Actor actor) {
        var asked = new CodeQuery(query.q(), query.has("billable", "yes"), true, offset, count);
        return switch (terminology.search(query.filter("system"), asked, actor)) {
            case Expansion expansion -> expansion;
            case UnknownSystem unknown -> new Expansion(0, List.of(), "", List.of());
            case UnknownValueSet unknown -> throw new NotFound("value set");
        };
    }

    private List<CodeSystem> current(Actor actor) {
        return terminology.systems(actor).stream().filter(CodeSystem::current).toList();
    }

    private static Map<String, String> titles(List<CodeSystem> systems) {
        return systems.stream().collect(Collectors.toMap(CodeSystem::url, CodeSystem::title));
    }

    @GetMapping("/codes/concept")
    String concept(
            Actor actor,
            @RequestParam(defaultValue = "") String system,
            @RequestParam(required = false) @Nullable String version,
            @RequestParam(defaultValue = "") String code,
            Model model) {
        switch (terminology.lookup(system, version, code, actor)) {
            case Found found -> model.addAttribute("found", found);
            case UnknownCode unknown -> throw new NotFound("code");
            case UnknownSystem unknown -> throw new NotFound("code system");
        }
        return "foundation/terminology/concept";
    }

    @GetMapping("/codes/systems")
    String systems(Actor actor, Model model) {
        model.addAttribute("systems", terminology.systems(actor));
        model.addAttribute("valueSets", terminology.valueSets(actor));
        return "foundation/terminology/systems";
    }

    /** The address of a code's page; without the version, where it is the current one. */
    static String href(Concept concept, boolean current) {
        var href = "/codes/concept?system=" + encoded(concept.system()) + "&code=" + encoded(concept.code());
        return current ? href : href + "&version=" + encoded(concept.version());
    }

    /** The address of the list of a code system's codes. */
    static String listHref(CodeSystem system) {
        return "/codes?system=" + encoded(system.url());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
