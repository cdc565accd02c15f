package org.carewright.platform.access;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** Who may send a request at all, and how browsers keep their session; what the request may do is the faces' matter. */
@Configuration(proxyBeanMethods = false)
@EnableJdbcHttpSession
class SecurityConfig {

    private static final String SIGN_IN = "/sign-in";

    @Bean
    SecurityFilterChain security(
            HttpSecurity http, StaffSessions sessions, BrowserSession browser, RequestCache requests) {
        return http.authorizeHttpRequests(
                        paths -> paths.requestMatchers("/assets/**", SIGN_IN, "/sign-in/code", "/welcome/*", "/error")
                                .permitAll()
                                .requestMatchers("/health/*", "/metrics")
                                .permitAll()
                                .requestMatchers("/l/**", "/feeds/*") // the address itself is the key
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .exceptionHandling(refused -> refused.authenticationEntryPoint(askToSignIn()))
                .requestCache(cache -> cache.requestCache(requests))
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(new ActorFilter(sessions, browser), AnonymousAuthenticationFilter.class)
                .build();
    }

    /** A page is replaced by the sign-in; a part of a page must not be, so it is told to go there as a whole. */
    private static AuthenticationEntryPoint askToSignIn() {
        return (request, response, refused) -> {
            if (isWholePage(request)) {
                response.sendRedirect(SIGN_IN);
            } else {
                response.setHeader("HX-Redirect", SIGN_IN);
                response.sendError(HttpStatus.UNAUTHORIZED.value());
            }
        };
    }

    private static boolean isWholePage(HttpServletRequest request) {
        return request.getHeader("HX-Request") == null
                && request.getHeader("X-Fragment") == null
                && request.getHeader("X-Live") == null;
    }

    /** After signing in a person goes on to the page she asked for. */
    @Bean
    @SuppressWarnings("NullAway") // null is how Spring is told to add nothing to the address
    RequestCache requestCache() {
        var cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        cache.setRequestMatcher(request -> request.getMethod().equals(HttpMethod.GET.name())
                && isWholePage(request)
                && accepts(request, MediaType.TEXT_HTML_VALUE));
        return cache;
    }

    private static boolean accepts(HttpServletRequest request, String type) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(type);
    }

    /** Keeps Spring Boot from making an account with a password in the log; {@link SignIn} knows the accounts. */
    @Bean
    UserDetailsService noSpringAccounts() {
        return login -> {
            throw new UsernameNotFoundException("accounts are not Spring's");
        };
    }

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionIdleLimit(
            @Value("${carewright.session-idle}") Duration idle) {
        return sessions -> {
            sessions.setDefaultMaxInactiveInterval(idle);
            sessions.setCleanupCron(Scheduled.CRON_DISABLED); // removeExpiredSessions does it, on one node
        };
    }

    @Bean
    MeterBinder sessionMeters(
            SessionStore sessions,
            Clock clock,
            @Value("${carewright.session-idle}") Duration idle,
            @Value("${carewright.session-absolute}") Duration absolute) {
        return meters -> Gauge.builder("carewright.sessions.open", () -> sessions.open(clock.instant(), idle, absolute))
                .description("Sign-ins that are neither over nor idle for too long")
                .register(meters);
    }

    @Bean
    RecurringTask<Void> removeExpiredSessions(JdbcIndexedSessionRepository sessions) {
        return Tasks.recurring("remove-expired-sessions", FixedDelay.ofMinutes(1))
                .execute((instance, context) -> sessions.cleanUpExpiredSessions());
    }

    /** Two requests of one browser may save the same session at once: the later wins instead of failing. */
    @Bean
    PostgreSqlJdbcIndexedSessionRepositoryCustomizer sessionsSavedAtOnce() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    /** HttpOnly and, behind TLS, Secure by default. */
    @Bean
    CookieSerializer sessionCookie() {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName("carewright-session");
        cookie.setSameSite("Lax");
        return cookie;
    }

    /** Nobody types NUL, and the database keeps no text that holds it. */
    @Bean
    StrictHttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> value.indexOf('\0') < 0);
        return firewall;
    }
}
