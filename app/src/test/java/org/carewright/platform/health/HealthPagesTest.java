package org.carewright.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.Visitor;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.function.ServerRequest;

@CarewrightTest
class HealthPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    StaffFixtures staff;

    @Autowired
    ApplicationContext context;

    @Test
    void a_visitor_without_sign_in_learns_that_it_lives_and_is_ready_and_no_more() {
        var visitor = new Visitor(port);

        var live = visitor.get("/health/live");
        assertThat(live.body()).isEqualTo("live\n");
        assertThat(live.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(visitor.get("/health/ready").body()).isEqualTo("ready\n");
        assertThat(visitor.get("/health/ready").headers().firstValue("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void what_stops_is_alive_but_no_longer_ready() {
        var visitor = new Visitor(port);
        try {
            AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);

            assertThat(visitor.get("/health/ready").statusCode()).isEqualTo(503);
            assertThat(visitor.get("/health/live").statusCode()).isEqualTo(200);
        } finally {
            AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    @Test
    void figures_know_routes_and_never_what_was_asked_for() {
        var somebody = UUID.randomUUID();
        var visitor = Visitor.signedIn(port, staff.actor(Role.COORDINATOR));
        visitor.get("/patients/" + somebody);
        visitor.get("/patients?q=Okafor");
        visitor.get("/no-such-page/Okafor");

        var figures = visitor.get("/metrics").body();

        assertThat(figures)
                .contains("http_server_requests_seconds_bucket{method=\"GET\",status=\"404\",uri=\"/patients/{id}\"")
                .contains("hikaricp_connections_active{", "jvm_memory_used_bytes{", "jvm_gc_")
                .contains("carewright_outbox_waiting ", "carewright_outbox_oldest_seconds ")
                .contains("carewright_events_outstanding ", "carewright_jobs_failing ", "carewright_jobs_late_seconds ")
                .contains("carewright_audit_unsealed ", "carewright_sessions_open ", "carewright_imports_running ")
                .doesNotContain("NaN", somebody.toString(), "Okafor");
    }

    @Test
    void figures_are_for_this_machine_or_for_who_has_the_token() {
        assertThat(status("", "127.0.0.1", "")).isEqualTo(HttpStatus.OK);
        assertThat(status("", "0:0:0:0:0:0:0:1", "")).isEqualTo(HttpStatus.OK);
        assertThat(status("", "192.0.2.7", "")).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(status("open sesame", "127.0.0.1", "")).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(status("open sesame", "192.0.2.7", "Bearer open")).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(status("open sesame", "192.0.2.7", "Bearer open sesame")).isEqualTo(HttpStatus.OK);
    }

    private static Object status(String token, String address, String authorization) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        request.addHeader("Authorization", authorization);
        var noBinders = new StaticListableBeanFactory().getBeanProvider(MeterBinder.class);
        return new MetricsPages(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), noBinders, token)
                .metrics(ServerRequest.create(request, List.of()))
                .statusCode();
    }
}
