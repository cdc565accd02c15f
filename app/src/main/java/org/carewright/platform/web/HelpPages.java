package org.carewright.platform.web;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.Permission;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Help: the keys, the user guide, and the page that shows every component, alive, on people who do not exist. */
@Controller
class HelpPages {

    record Sample(String name, LocalDate birthDate, String mrn, String site, Tone tone, String state, Duration due) {}

    private static final List<Sample> SAMPLES = List.of(
            new Sample(
                    "Achterberg, Rosalind",
                    LocalDate.of(1949, 1, 9),
                    "004-20-113",
                    "Riverside",
                    Tone.RED,
                    "Late",
                    Duration.ofDays(-2)),
            new Sample(
                    "Lim, Jae-won",
                    LocalDate.of(1981, 8, 30),
                    "004-22-019",
                    "Hilltop",
                    Tone.AMBER,
                    "Waiting",
                    Duration.ofHours(3)),
            new Sample(
                    "Lindqvist, Beatrix",
                    LocalDate.of(1966, 5, 2),
                    "004-19-450",
                    "Riverside",
                    Tone.GREEN,
                    "Done",
                    Duration.ofDays(5)),
            new Sample(
                    "Okafor, Wilhelmina",
                    LocalDate.of(1958, 3, 4),
                    "004-21-877",
                    "Riverside",
                    Tone.BLUE,
                    "New",
                    Duration.ofHours(26)),
            new Sample(
                    "Villanueva, Tomás",
                    LocalDate.of(2026, 10, 20),
                    "004-22-340",
                    "Hilltop",
                    Tone.NEUTRAL,
                    "Draft",
                    Duration.ofMinutes(40)));

    private final Clock clock;
    private final List<PlaceKeys> keys;
    private final Guide guide;

    HelpPages(Clock clock, List<PlaceKeys> keys, Guide guide) {
        this.clock = clock;
        this.keys = keys;
        this.guide = guide;
    }

    @Bean
    static Place helpPlace() {
        return new Place(990, "Help", "/help", "help", Permission.SEE_DIRECTORY);
    }

    @GetMapping("/help")
    String help(Actor actor, Model model) {
        model.addAttribute("places", keys);
        model.addAttribute("chapters", guide.all());
        return "platform/web/help";
    }

    @GetMapping({"/help/guide", "/help/guide/{chapter}"})
    String guide(Actor actor, @ModelAttribute(binding = false) Shell shell, Model model) {
        var chapter = guide.find(shell.path()).orElseThrow(() -> new NotFound("chapter"));
        model.addAttribute("chapters", guide.all());
        model.addAttribute("chapter", chapter);
        return "platform/web/guide";
    }

    @GetMapping("/help/components")
    String components(Actor actor, ListQuery query, Model model) {
        var rows = matching(query);
        model.addAttribute("now", clock.instant());
        model.addAttribute("query", query);
        model.addAttribute("page", Page.of(rows, rows.size()));
        return "platform/web/components";
    }

    @GetMapping("/help/components.csv")
    ResponseEntity<byte[]> export(Actor actor, ListQuery query) {
        return Csv.<Sample>of("samples")
                .column("Name", Sample::name)
                .column("Born", Sample::birthDate)
                .column("MRN", Sample::mrn)
                .column("Site", Sample::site)
                .column("State", Sample::state)
                .download(matching(query));
    }

    @GetMapping("/help/components/options")
    String options(Actor actor, @RequestParam String q, Model model) {
        var found = matching(ListQuery.of("").withWords(q)).stream()
                .map(sample -> new Option(sample.mrn(), sample.name(), "MRN " + sample.mrn()))
                .toList();
        model.addAttribute("options", found);
        return "platform/web/options";
    }

    @PostMapping("/help/components")
    String toast(Actor actor, RedirectAttributes redirect) {
        Toast.done(redirect, "Saved: this sentence came with the redirect.");
        return "redirect:/help/components#toast";
    }

    private static List<Sample> matching(ListQuery query) {
        var words = query.q().toLowerCase(Locale.ROOT);
        var site = query.filter("site");
        return SAMPLES.stream()
                .filter(sample -> sample.name().toLowerCase(Locale.ROOT).contains(words))
                .filter(sample -> site == null || sample.site().equals(site))
                .sorted(order(query))
                .toList();
    }

    private static java.util.Comparator<Sample> order(ListQuery query) {
        var order = "born".equals(query.sort())
                ? java.util.Comparator.comparing(Sample::birthDate)
                : java.util.Comparator.comparing(Sample::name);
        return query.descending() ? order.reversed() : order;
    }

    /** Asked for by the gallery itself: as an answer to somebody, wrong input would make the page a 422. */
    static Input wrong() {
        return Input.of(java.util.Map.of("family", "Lindqvist", "birthDate", "2066-05-02", "reach", "phone"))
                .with(List.of(
                        Issue.value("birthDate", "The birth date is in the future."),
                        Issue.required("phone", "Give a phone number, or another way to reach the patient.")));
    }
}
