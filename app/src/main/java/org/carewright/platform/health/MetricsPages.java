package org.carewright.platform.health;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Figures in Prometheus' format, for this machine alone or whoever has the token. */
@Component
class MetricsPages {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry meters;
    private final ObjectProvider<MeterBinder> binders;
    private final String token;
    private boolean bound;

    MetricsPages(
            PrometheusMeterRegistry meters,
            ObjectProvider<MeterBinder> binders,
            @Value("${carewright.metrics-token:}") String token) {
        this.meters = meters;
        this.binders = binders;
        this.token = token;
    }

    ServerResponse metrics(ServerRequest asked) {
        if (!mayRead(asked.servletRequest())) {
            return ServerResponse.status(HttpStatus.UNAUTHORIZED)
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                    .contentType(MediaType.TEXT_PLAIN)
                    .body("The figures are for this machine alone, or for who has the token of --metrics-token.\n");
        }
        bind();
        return ServerResponse.ok().header(HttpHeaders.CONTENT_TYPE, TEXT).body(meters.scrape(TEXT));
    }

    private boolean mayRead(HttpServletRequest request) {
        return token.isEmpty()
                ? isLocal(request.getRemoteAddr())
                : MessageDigest.isEqual(
                        bytes("Bearer " + token), bytes(String.valueOf(request.getHeader(HttpHeaders.AUTHORIZATION))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isLocal(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** When first asked, which keeps the start quick where nobody asks. */
    private synchronized void bind() {
        if (!bound) {
            bound = true;
            binders.forEach(binder -> binder.bindTo(meters));
        }
    }
}
