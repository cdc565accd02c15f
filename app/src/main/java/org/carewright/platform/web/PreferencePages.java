package org.carewright.platform.web;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** How somebody likes the shell: kept in cookies of this browser, so that the server draws the first page right. */
@Controller
class PreferencePages {

    static final String THEME = "carewright-theme";
    static final String RAIL = "carewright-rail";
    static final String SITE = "carewright-site";

    private static final Set<String> THEMES = Set.of("light", "dark", "system");

    @PostMapping("/preferences")
    ResponseEntity<Void> keep(
            @RequestParam @Nullable String theme,
            @RequestParam @Nullable String rail,
            @RequestParam @Nullable String site,
            @RequestHeader(HttpHeaders.REFERER) @Nullable String referer) {
        var answer = ResponseEntity.status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, pathOf(referer));
        if (theme != null) answer.header(HttpHeaders.SET_COOKIE, cookie(THEME, theme(theme)));
        if (rail != null)
            answer.header(HttpHeaders.SET_COOKIE, cookie(RAIL, rail.equals("narrow") ? "narrow" : "wide"));
        if (site != null && site.matches("[0-9a-f-]{0,36}")) answer.header(HttpHeaders.SET_COOKIE, cookie(SITE, site));
        return answer.build();
    }

    static String theme(String wanted) {
        return THEMES.contains(wanted) ? wanted : "system";
    }

    private static String cookie(String name, String value) {
        return ResponseCookie.from(name, value)
                .path("/")
                .maxAge(Duration.ofDays(365))
                .sameSite("Lax")
                .build()
                .toString();
    }

    /** Back to the page it came from, and to no other host. */
    private static String pathOf(@Nullable String referer) {
        if (referer == null) return "/";
        try {
            var uri = URI.create(referer);
            var path = uri.getRawPath() == null || uri.getRawPath().startsWith("//") ? "/" : uri.getRawPath();
            return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        } catch (IllegalArgumentException malformed) {
            return "/";
        }
    }
}
