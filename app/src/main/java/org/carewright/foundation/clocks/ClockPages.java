package org.carewright.foundation.clocks;

import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.carewright.foundation.directory.Directory;
import org.carewright.foundation.directory.Site;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.web.Csv;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.ListQuery;
import org.carewright.platform.web.Option;
import org.carewright.platform.web.Page;
import org.carewright.platform.web.Place;
import org.carewright.platform.web.Toast;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
class ClockPages {

    /** A line of the list; {@code open} is null when nobody counts. */
    record Row(
            ClockRule rule,
            List<Tightening> tightenings,
            @Nullable Long open) {

        long count() {
            return open == null ? 0 : open;
        }
    }

    /** When one stage would be reached. */
    record Reached(ClockLimit limit, Optional<Instant> at) {}

    private final Clocks clocks;
    private final Directory directory;
    private final Clock clock;

    ClockPages(Clocks clocks, Directory directory, Clock clock) {
        this.clocks = clocks;
        this.directory = directory;
        this.clock = clock;
    }

    @Bean
    static Place clocksPlace() {
        return new Place(385, "Clocks", "/clocks", "clock", Permission.SEE_CLOCKS);
    }

    /** Asks, before a page reads anything, whether this person may look or change. */
    @ModelAttribute("manages")
    boolean manages(Actor actor, HttpMethod method) {
        if (HttpMethod.POST.equals(method)) clocks.requireChange(actor);
        return clocks.see(actor);
    }

    @GetMapping("/clocks")
    String list(Actor actor, ListQuery query, Model model) {
        model.addAttribute("query", query);
        model.addAttribute("page", page(query, actor));
        model.addAttribute("counted", clocks.openWork(actor).isPresent());
        return "foundation/clocks/clocks";
    }

    @GetMapping("/clocks.csv")
    ResponseEntity<byte[]> export(Actor actor, ListQuery query) {
        return Csv.<Row>of("clocks")
                .column("Rule", row -> row.rule().id())
                .column("Title", row -> row.rule().title())
                .column("Starts", row -> row.rule().startsWith())
                .column("Stops", row -> row.rule().stopsWith())
                .column("Limits", row -> ClockWords.limits(row.rule()))
                .column("Scope", row -> row.rule().scope())
                .column("Source", row -> row.rule().source())
                .column("Legal basis", row -> row.rule().legalBasis())
                .column("To be checked", row -> row.rule().secondary())
                .column("On", row -> row.rule().enabled())
                .column("Open", Row::count)
                .download(page(query.all(), actor).rows());
    }

    private Page<Row> page(ListQuery query, Actor actor) {
        var open = clocks.openWork(actor);
        var words = query.q().toLowerCase(Locale.ROOT);
        var rows = clocks.rules(actor).stream()
                .filter(rule -> ClockWords.text(rule).contains(words))
                .filter(rule -> matches(rule, query.filter("kind")))
                .map(rule -> row(rule, open, actor));
        var order = order(query.sort());
        if (order != null) rows = rows.sorted(query.descending() ? order.reversed() : order);
        var found = rows.toList();
        return Page.of(found.stream().skip(query.offset()).limit(query.size()).toList(), found.size());
    }

    private Row row(ClockRule rule, Optional<Map<String, Long>> open, Actor actor) {
        var tightenings = clocks.tightenings(actor).stream()
                .filter(tightening -> tightening.rule().equals(rule.id()))
                .toList();
        return new Row(
                rule,
                tightenings,
                open.map(counts -> counts.getOrDefault(rule.id(), 0L)).orElse(null));
    }

    private static boolean matches(ClockRule rule, @Nullable String kind) {
        return switch (kind) {
            case "law" -> !ClockWords.isHouseRule(rule);
            case "house" -> ClockWords.isHouseRule(rule);
            case "check" -> rule.secondary();
            case "off" -> !rule.enabled();
            case null, default -> true;
        };
    }

    private static @Nullable Comparator<Row> order(@Nullable String sort) {
        return switch (sort) {
            case "title" -> Comparator.comparing(row -> row.rule().title());
            case "source" -> Comparator.comparing(row -> row.rule().source());
            case "open" -> Comparator.comparing(Row::count);
            case null, default -> null;
        };
    }

    @GetMapping("/clocks/{id}")
    String detail(
            Actor actor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String site,
            Model model) {
        var chosen = site.isEmpty() ? null : directory.site(SiteId.of(site));
        var start = start(at, zone(chosen));
        var rule = clocks.rule(id, actor);
        model.addAttribute("start", start);
        model.addAttribute("zone", zone(chosen));
        model.addAttribute("chosen", site);
        model.addAttribute(
                "reached",
                start == null
                        ? List.of()
                        : rule.limits().stream()
                                .map(limit -> new Reached(
                                        limit,
                                        clocks.due(id, limit.stage(), start, chosen == null ? null : chosen.id())))
                                .toList());
        return detail(actor, rule, null, Input.empty(), model);
    }

    /** First shows how much open work it moves, then, confirmed, does it. */
    @PostMapping("/clocks/{id}/tighten")
    String tighten(Actor actor, @PathVariable String id, Input input, Model model, RedirectAttributes redirect) {
        var rule = clocks.rule(id, actor);
        var tightening = new Tightening(
                id,
                input.value("stage"),
                input.requiredId("site", SiteId::of, "Choose a site."),
                number(input, "amount"),
                input.value("reason"));
        try {
            Invalid.throwIfAny(clocks.issues(tightening));
            if (!input.has("confirmed", "true")) return detail(actor, rule, tightening, input, model);
            clocks.tighten(tightening, actor);
        } catch (Invalid invalid) {
            return detail(actor, rule, null, input.with(invalid.issues()), model);
        }
        Toast.done(
                redirect, "Tightened for " + directory.site(tightening.site()).name() + ".");
        return "redirect:/clocks/" + id;
    }

    @PostMapping("/clocks/{id}/relax")
    String relax(Actor actor, @PathVariable String id, Input input, RedirectAttributes redirect) {
        clocks.relax(id, input.value("stage"), input.requiredId("site", SiteId::of, "Choose a site."), actor);
        Toast.done(redirect, "The rule holds there as it does everywhere.");
        return "redirect:/clocks/" + id;
    }

    @PostMapping("/clocks/{id}/enabled")
    String enable(Actor actor, @PathVariable String id, Input input, Model model, RedirectAttributes redirect) {
        var enabled = input.has("enabled", "true");
        try {
            clocks.enable(id, enabled, number(input, "version"), actor);
        } catch (Invalid invalid) {
            return detail(actor, clocks.rule(id, actor), null, input.with(invalid.issues()), model);
        }
        Toast.done(redirect, enabled ? "The rule is on." : "The rule is off: no clock runs by it.");
        return "redirect:/clocks/" + id;
    }

    @GetMapping("/clocks/new")
    String blank(Actor actor, Model model) {
        return form(Input.empty(), model);
    }

    @PostMapping("/clocks/new")
    String add(Actor actor, Input input, Model model, RedirectAttributes redirect) {
        var amount = number(input, "amount");
        var rule = ClockRule.own(
                input.value("id"),
                input.value("title"),
                input.value("startsWith"),
                input.value("stopsWith"),
                input.id("site", SiteId::of),
                ClockLimit.within(amount, unit(input)));
        try {
            clocks.add(rule, actor);
        } catch (Invalid invalid) {
            return form(input.with(invalid.issues()), model);
        }
        Toast.done(redirect, "Rule added.");
        return "redirect:/clocks/" + rule.id();
    }

    private String detail(Actor actor, ClockRule rule, @Nullable Tightening asked, Input input, Model model) {
        var sites = directory.sites();
        model.addAttribute("row", row(rule, clocks.openWork(actor), actor));
        model.addAttribute("names", sites.stream().collect(toMap(Site::id, Site::name)));
        model.addAttribute("sites", options(sites.stream().filter(Site::active)));
        model.addAttribute("asked", asked);
        model.addAttribute("input", input);
        if (!model.containsAttribute("reached")) {
            model.addAttribute("start", null);
            model.addAttribute("zone", zone(null));
            model.addAttribute("chosen", "");
            model.addAttribute("reached", List.of());
        }
        model.addAttribute(
                "today",
                LocalDateTime.ofInstant(clock.instant(), zone(null))
                        .withSecond(0)
                        .withNano(0));
        return "foundation/clocks/clock";
    }

    private String form(Input input, Model model) {
        model.addAttribute("sites", options(directory.sites().stream().filter(Site::active)));
        model.addAttribute("input", input);
        return "foundation/clocks/clock-form";
    }

    private static int number(Input input, String name) {
        return input.value(name).matches("\\d{1,5}") ? Integer.parseInt(input.value(name)) : -1;
    }

    private static ClockLimit.Unit unit(Input input) {
        return Arrays.stream(ClockLimit.Unit.values())
                .filter(unit -> input.has("unit", unit.name()))
                .findFirst()
                .orElse(ClockLimit.Unit.BUSINESS_DAYS);
    }

    private static List<Option> options(Stream<Site> sites) {
        return sites.map(site -> Option.of(site.id().toString(), site.name())).toList();
    }

    private ZoneId zone(@Nullable Site site) {
        return site != null
                ? site.zone()
                : ZoneId.of(
                        directory.organization().map(found -> found.timeZone()).orElse("UTC"));
    }

    private static @Nullable Instant start(String at, ZoneId zone) {
        try {
            return at.isEmpty() ? null : LocalDateTime.parse(at).atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
