package org.carewright.platform.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Origin;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns the browser's session into the actor, read anew for each request, so that a revoked right or session is gone at
 * once. {@link RouteInterceptor} completes the actor when the route is known.
 */
class ActorFilter extends OncePerRequestFilter {

    /** Sent by an open page that refreshes itself: that keeps nobody signed in, nor does the stream that tells it to. */
    private static final String LIVE = "X-Live";

    private static final String STREAM = "/live";

    private final StaffSessions sessions;
    private final BrowserSession browser;

    ActorFilter(StaffSessions sessions, BrowserSession browser) {
        this.sessions = sessions;
        this.browser = browser;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getServletPath().startsWith("/assets/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null) {
            var origin = new Origin(request.getMethod(), Origin.OPERATIONS, request.getRemoteAddr());
            var active =
                    request.getHeader(LIVE) == null && !request.getServletPath().equals(STREAM);
            sessions.resume(UUID.fromString(authentication.getName()), origin, active)
                    .ifPresentOrElse(
                            actor -> request.setAttribute(Actor.class.getName(), actor), () -> browser.end(request));
        }
        chain.doFilter(request, response);
    }
}
