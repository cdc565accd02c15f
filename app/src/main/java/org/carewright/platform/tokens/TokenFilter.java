package org.carewright.platform.tokens;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.carewright.platform.tokens.ApiTokens.Caller;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Origin;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns the bearer token of a request (RFC 6750) into its actor, anew each time, so that a revoked one is out at once. */
class TokenFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    /** What anybody may ask: what this server is. */
    private static final String METADATA = "/fhir/metadata";

    private static final String SIGN_IN = """
            {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"login",\
            "diagnostics":"Send a live token: Authorization: Bearer cwt_… An administrator makes one with carewright token create."}]}
            """;

    private final ApiTokens tokens;

    TokenFilter(ApiTokens tokens) {
        this.tokens = tokens;
    }

    private static boolean isOpen(HttpServletRequest request) {
        return request.getServletPath().equals(METADATA)
                && (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            var origin = new Origin(request.getMethod(), Origin.OPERATIONS, request.getRemoteAddr());
            tokens.resume(header.substring(SCHEME.length()).strip(), origin).ifPresent(caller -> {
                request.setAttribute(Actor.class.getName(), caller.actor());
                request.setAttribute(Caller.class.getName(), caller);
            });
        }
        if (request.getAttribute(Caller.class.getName()) == null && !isOpen(request)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Carewright\"");
            response.setContentType("application/fhir+json;charset=UTF-8");
            response.getOutputStream().write(SIGN_IN.getBytes(StandardCharsets.UTF_8));
            return;
        }
        chain.doFilter(request, response);
    }
}
