package org.carewright.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.carewright.platform.types.Actor;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The stream of server-sent events behind {@code data-live}: one virtual thread waits for each open page. */
@Controller
class LivePages {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** After this the page connects anew, which asks again whether it may. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int MOST_TOPICS = 20;

    private final Live live;
    private final Clock clock;

    LivePages(Live live, Clock clock) {
        this.live = live;
        this.clock = clock;
    }

    @GetMapping("/live")
    void stream(Actor actor, @RequestParam(defaultValue = "") Set<String> topics, HttpServletResponse response)
            throws IOException, InterruptedException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
        response.setHeader("X-Accel-Buffering", "no");
        var known = topics.stream().filter(Live::isTopic).limit(MOST_TOPICS).collect(Collectors.toSet());
        var until = clock.instant().plus(LONGEST);
        try (var listener = live.listen(known)) {
            var out = response.getWriter();
            send(out, ":\n\n");
            while (!listener.isEnded() && !out.checkError() && clock.instant().isBefore(until)) {
                var topic = listener.next(HEARTBEAT);
                if (!listener.isEnded()) send(out, topic == null ? ":\n\n" : "data:" + topic + "\n\n");
            }
            send(out, "event:again\ndata:\n\n");
        }
    }

    private static void send(PrintWriter out, String text) {
        out.write(text);
        out.flush();
    }
}
