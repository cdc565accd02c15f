package org.carewright.platform.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LargeBodiesTest {

    private static final int MEGABYTE = 1 << 20;

    private final LargeBodies bodies = new LargeBodies(20 << 10, Duration.ofMillis(50));

    @Test
    void one_that_finds_no_room_is_told_to_come_again_while_small_ones_pass() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var first = new FutureTask<>(() -> status(15 * MEGABYTE, () -> {
            begun.countDown();
            goOn.await();
        }));
        Thread.ofVirtual().start(first);
        begun.await();

        var second = new MockHttpServletResponse();
        bodies.doFilter(request(15 * MEGABYTE), second, (request, response) -> {
            throw new AssertionError("there is no room");
        });
        assertThat(second.getStatus()).isEqualTo(503);
        assertThat(second.getHeader("Retry-After")).isNotNull();
        assertThat(FhirJson.read(second.getContentAsByteArray())
                        .path("resourceType")
                        .asString())
                .isEqualTo("OperationOutcome");
        assertThat(status((64 << 10) - 1, () -> {})).isEqualTo(200);
        assertThat(status(4 * MEGABYTE, () -> {})).isEqualTo(200);

        goOn.countDown();
        assertThat(first.get()).isEqualTo(200);
        assertThat(status(15 * MEGABYTE, () -> {})).isEqualTo(200);
    }

    @Test
    void one_that_is_too_long_is_let_in_to_be_refused() throws Exception {
        assertThat(status(500 * MEGABYTE, () -> {})).isEqualTo(200);
    }

    @Test
    void one_that_fails_leaves_its_room_and_one_without_a_body_takes_none() throws Exception {
        assertThatIOException()
                .isThrownBy(() ->
                        bodies.doFilter(request(15 * MEGABYTE), new MockHttpServletResponse(), (request, response) -> {
                            throw new IOException("the line broke");
                        }));
        assertThat(status(15 * MEGABYTE, () -> assertThat(statusOf(request(-1))).isEqualTo(200)))
                .isEqualTo(200);
    }

    @Test
    void one_that_does_not_say_how_long_it_is_may_be_the_longest() throws Exception {
        var streamed = request(-1);
        streamed.addHeader("Transfer-Encoding", "chunked");
        assertThat(status(MEGABYTE, () -> assertThat(statusOf(streamed)).isEqualTo(503)))
                .isEqualTo(200);
    }

    @Test
    void one_that_nobody_reads_takes_no_room() throws Exception {
        var reading = request(15 * MEGABYTE);
        reading.setMethod("GET");
        assertThat(status(15 * MEGABYTE, () -> assertThat(statusOf(reading)).isEqualTo(200)))
                .isEqualTo(200);
    }

    private int statusOf(MockHttpServletRequest request) {
        var response = new MockHttpServletResponse();
        try {
            bodies.doFilter(request, response, (any, answer) -> {});
        } catch (IOException | ServletException e) {
            throw new AssertionError(e);
        }
        return response.getStatus();
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private int status(int length, Work work) throws Exception {
        var response = new MockHttpServletResponse();
        bodies.doFilter(request(length), response, (request, answer) -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        return response.getStatus();
    }

    private static MockHttpServletRequest request(int length) {
        var request = new MockHttpServletRequest("POST", "/fhir/Patient") {
            @Override
            public long getContentLengthLong() {
                return length;
            }
        };
        request.setServletPath("/fhir/Patient");
        return request;
    }
}
