package org.carewright.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.carewright.platform.types.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.WebUtils;

/** Puts the {@link Shell} into every page's model. */
@ControllerAdvice
class ShellAdvice {

    private final List<Place> places;
    private final ObjectProvider<SiteChoice.Provider> sites;
    private final Clock clock;

    ShellAdvice(List<Place> places, ObjectProvider<SiteChoice.Provider> sites, Clock clock) {
        this.places =
                places.stream().sorted(Comparator.comparingInt(Place::order)).toList();
        this.sites = sites;
        this.clock = clock;
    }

    /** None for what answers with data and shows no page. */
    @ModelAttribute("shell")
    @Nullable
    Shell shellOfPage(HttpServletRequest request) {
        var handler = request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
        var answersData = handler instanceof HandlerMethod method
                && AnnotatedElementUtils.hasAnnotation(method.getBeanType(), ResponseBody.class);
        return answersData ? null : shell(request);
    }

    Shell shell(HttpServletRequest request) {
        var actor = (Actor) request.getAttribute(Actor.class.getName());
        var token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        var choices = actor == null ? List.<SiteChoice>of() : sitesOf(actor);
        var chosen = chosen(choices, cookie(request, PreferencePages.SITE));
        var home = chosen == null && !choices.isEmpty() ? choices.getFirst() : chosen;
        return new Shell(
                actor,
                actor == null
                        ? List.of()
                        : places.stream()
                                .filter(place -> actor.may(place.permission()))
                                .toList(),
                request.getServletPath(),
                token == null ? "" : token.getParameterName(),
                token == null ? "" : token.getToken(),
                token == null ? "" : token.getHeaderName(),
                PreferencePages.theme(cookie(request, PreferencePages.THEME)),
                cookie(request, PreferencePages.RAIL).equals("narrow"),
                choices,
                chosen,
                new PeopleTime(clock.instant(), home == null ? ZoneId.systemDefault() : home.zone(), Locale.US),
                toast(request));
    }

    private List<SiteChoice> sitesOf(Actor actor) {
        var provider = sites.getIfAvailable();
        return provider == null ? List.of() : provider.of(actor);
    }

    /** With one site there is nothing to choose. */
    private static @Nullable SiteChoice chosen(List<SiteChoice> choices, String wanted) {
        if (choices.size() == 1) return choices.getFirst();
        return choices.stream()
                .filter(choice -> choice.id().toString().equals(wanted))
                .findFirst()
                .orElse(null);
    }

    private static String cookie(HttpServletRequest request, String name) {
        var cookie = WebUtils.getCookie(request, name);
        return cookie == null ? "" : cookie.getValue();
    }

    private static @Nullable Toast toast(HttpServletRequest request) {
        var flash = RequestContextUtils.getInputFlashMap(request);
        return flash == null ? null : (Toast) flash.get(Toast.FLASH);
    }
}
