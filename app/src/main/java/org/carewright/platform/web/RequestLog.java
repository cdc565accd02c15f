package org.carewright.platform.web;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.carewright.platform.types.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Tells the log and the figures of each request: method, route, status, time and user. The route is its pattern,
 * {@code /patients/{id}}; an address may hold an id or a name that was searched for, so it is told nowhere.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class RequestLog extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger("org.carewright.request");

    /** What can be in a request line; anybody may send any other word. */
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    /** Asked so often that they would hide the rest. */
    private static final Set<String> UNLOGGED =
            Set.of("/assets/{version}/{*file}", "/health/live", "/health/ready", "/metrics");

    private final MeterProvider<Timer> timers;
    private final boolean logged;

    RequestLog(MeterRegistry meters, @Value("${carewright.log-requests}") boolean logged) {
        this.timers = Timer.builder("http.server.requests")
                .description("Requests that were answered, by the pattern of their route")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(150),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(2500),
                        Duration.ofSeconds(10))
                .withRegistry(meters);
        this.logged = logged;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var began = System.nanoTime();
        var status = 500; // what becomes of an exception
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            tell(request, status, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private void tell(HttpServletRequest request, int status, Duration time) {
        var method = METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER";
        var route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern
                ? pattern
                : "none";
        timers.withTags(Tags.of("method", method, "uri", route, "status", Integer.toString(status)))
                .record(time);
        if (logged && !UNLOGGED.contains(route)) {
            var user = request.getAttribute(Actor.class.getName()) instanceof Actor actor
                    ? actor.user().value().toString()
                    : "-";
            LOG.atInfo()
                    .addKeyValue("method", method)
                    .addKeyValue("route", route)
                    .addKeyValue("status", status)
                    .addKeyValue("ms", time.toMillis())
                    .addKeyValue("user", user)
                    .log("{} {} {} {} ms, user {}", method, route, status, time.toMillis(), user);
        }
    }
}
