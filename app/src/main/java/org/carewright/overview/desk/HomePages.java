package org.carewright.overview.desk;

import java.util.List;
import org.carewright.platform.types.Actor;
import org.carewright.platform.web.Place;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The front door leads to the first place of the rail that this person may open. */
@Controller
class HomePages {

    private final List<Place> places;

    HomePages(List<Place> places) {
        this.places = places.stream()
                .sorted((one, other) -> Integer.compare(one.order(), other.order()))
                .toList();
    }

    @GetMapping("/")
    String home(Actor actor) {
        return places.stream()
                .filter(place -> actor.may(place.permission()))
                .map(place -> "redirect:" + place.path())
                .findFirst()
                .orElse("redirect:/account");
    }
}
