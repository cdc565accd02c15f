package org.carewright.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import org.carewright.platform.types.Actor;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Puts the {@link Shell} into every page's model. */
@ControllerAdvice
class ShellAdvice {

    private final List<Place> places;

    ShellAdvice(List<Place> places) {
        this.places =
                places.stream().sorted(Comparator.comparingInt(Place::order)).toList();
    }

    @ModelAttribute("shell")
    Shell shell(HttpServletRequest request) {
        var actor = (Actor) request.getAttribute(Actor.class.getName());
        var token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        var mine = actor == null
                ? List.<Place>of()
                : places.stream().filter(place -> actor.may(place.permission())).toList();
        return new Shell(
                actor,
                mine,
                request.getServletPath(),
                token == null ? "" : token.getParameterName(),
                token == null ? "" : token.getToken());
    }
}
