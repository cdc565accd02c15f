package org.carewright.platform.fhir;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in only so many large bodies at once as the memory holds, with all that is made of them while they are checked and
 * stored. The others wait; who waits too long is told to come again. Small bodies pass.
 */
@Component
class LargeBodies extends OncePerRequestFilter {

    private static final int KILOBYTE = 1 << 10;
    private static final int SMALL = 64 * KILOBYTE;
    private static final int LONGEST = RestFhir.LONGEST_BODY_MB << 10;

    /** What a body of many parts takes in memory, in its own length, and twice that for what else goes on. */
    private static final int TIMES_ITS_LENGTH = 30;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final String COME_AGAIN = """
            {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"throttled",\
            "diagnostics":"Too many large bodies came at once; nothing was written. Send it again, or send less at a time."}]}
            """;

    /** In kilobytes of bodies. */
    private final Semaphore room;

    private final Duration longestWait;

    @Autowired
    LargeBodies() {
        this((int) (Runtime.getRuntime().maxMemory() / KILOBYTE / TIMES_ITS_LENGTH), LONGEST_WAIT);
    }

    /** @param kilobytes at once, but at least one of the longest */
    LargeBodies(int kilobytes, Duration longestWait) {
        this.room = new Semaphore(Math.max(kilobytes, LONGEST), true);
        this.longestWait = longestWait;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var length = request.getContentLengthLong();
        var isNone = length < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null;
        var isRead = List.of("GET", "HEAD").contains(request.getMethod()); // nobody reads a body of these
        return !request.getServletPath().startsWith("/fhir") || isRead || isNone || (length >= 0 && length < SMALL);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var length = request.getContentLengthLong();
        // One that is longer than it may be, or does not say, is read no further than to the longest.
        var weight = length < 0 ? LONGEST : (int) Math.min(LONGEST, length / KILOBYTE);
        if (!acquire(weight)) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(LONGEST_WAIT.toSeconds()));
            response.setContentType("application/fhir+json;charset=UTF-8");
            response.getOutputStream().write(COME_AGAIN.getBytes(StandardCharsets.UTF_8));
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            room.release(weight);
        }
    }

    private boolean acquire(int weight) {
        try {
            return room.tryAcquire(weight, longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
