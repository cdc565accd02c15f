package org.carewright.platform.web;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The topics one open page wants to hear of, and those it has not been told yet. */
final class LiveListener implements AutoCloseable {

    /** Heard when changes may have been missed: every page looks again. */
    static final String EVERYTHING = "*";

    private final Set<String> topics;
    private final Consumer<LiveListener> onClose;
    private final LinkedBlockingQueue<String> untold = new LinkedBlockingQueue<>();
    private volatile boolean ended;

    LiveListener(Set<String> topics, Consumer<LiveListener> onClose) {
        this.topics = Set.copyOf(topics);
        this.onClose = onClose;
    }

    void heard(String topic) {
        if (topic.equals(EVERYTHING)) topics.forEach(this::tell);
        else if (topics.contains(topic)) tell(topic);
    }

    /** Once is enough until it is told. */
    private void tell(String topic) {
        if (!untold.contains(topic)) untold.add(topic);
    }

    void end() {
        ended = true;
        untold.add("");
    }

    boolean isEnded() {
        return ended;
    }

    /** The next topic, or null when none came in that time. */
    @Nullable
    String next(Duration patience) throws InterruptedException {
        return untold.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        onClose.accept(this);
    }
}
