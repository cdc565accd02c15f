package org.carewright.platform.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Origin;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads the account anew for each request, so that a revoked right is gone at once, and leaves it as the actor. */
class ActorFilter extends OncePerRequestFilter {

    private final AccessStore store;

    ActorFilter(AccessStore store) {
        this.store = store;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof UserDetails details) {
            store.findByLogin(details.getUsername()).ifPresent(account -> {
                var origin = new Origin(
                        request.getMethod() + " " + request.getServletPath(), "TREAT", request.getRemoteAddr());
                request.setAttribute(
                        Actor.class.getName(),
                        new Actor(account.id(), account.name(), account.roles(), account.sites(), origin));
            });
        }
        chain.doFilter(request, response);
    }
}
