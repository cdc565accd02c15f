package org.carewright.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.carewright.platform.types.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The one search: places and actions by name, and what the modules' {@link SearchProvider}s find. */
@Controller
class SearchPages {

    /** A titled part of the answer. */
    record Group(String title, List<Hit> hits) {}

    private static final int IN_PALETTE = 6;
    private static final int ON_PAGE = 50;

    private final List<SearchProvider> providers;
    private final List<Place> places;
    private final List<QuickAction> actions;

    SearchPages(List<SearchProvider> providers, List<Place> places, List<QuickAction> actions) {
        this.providers = providers.stream()
                .sorted(Comparator.comparingInt(SearchProvider::order))
                .toList();
        this.places =
                places.stream().sorted(Comparator.comparingInt(Place::order)).toList();
        this.actions = actions;
    }

    @GetMapping("/search")
    String search(Actor actor, @RequestParam(defaultValue = "") String q, HttpServletRequest request, Model model) {
        var part = request.getHeader("X-Fragment") != null;
        model.addAttribute("q", q.strip());
        model.addAttribute("groups", groups(q.strip(), actor, part ? IN_PALETTE : ON_PAGE));
        return part ? "platform/web/hits" : "platform/web/search";
    }

    private List<Group> groups(String q, Actor actor, int limit) {
        var groups = new ArrayList<Group>();
        if (q.length() > 1) {
            providers.forEach(provider -> groups.add(new Group(provider.group(), provider.find(q, actor, limit))));
        }
        groups.add(new Group("Actions", actionsFor(q, actor)));
        groups.add(new Group("Go to", placesFor(q, actor)));
        groups.removeIf(group -> group.hits().isEmpty());
        return groups;
    }

    private List<Hit> actionsFor(String q, Actor actor) {
        return actions.stream()
                .filter(action -> actor.may(action.permission()) && matches(action.title(), q))
                .map(action -> new Hit(action.title(), "", action.path(), action.icon()))
                .toList();
    }

    private List<Hit> placesFor(String q, Actor actor) {
        return places.stream()
                .filter(place -> actor.may(place.permission()) && matches(place.title(), q))
                .map(place -> new Hit(place.title(), "", place.path(), place.icon()))
                .toList();
    }

    private static boolean matches(String title, String q) {
        return title.toLowerCase(Locale.ROOT).contains(q.toLowerCase(Locale.ROOT));
    }
}
