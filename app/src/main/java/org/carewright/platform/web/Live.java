package org.carewright.platform.web;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells open pages that something changed. A change is named by a topic, "desk" or "schedule", never by data: pages
 * that show the topic fetch themselves again, with the rights of whoever looks.
 *
 * <p>The topic travels by NOTIFY in the transaction that made the change, so it is heard on every node exactly when the
 * change can be seen, and not at all if it is rolled back.
 */
@Service
public class Live implements SmartLifecycle {

    private static final Pattern TOPIC = Pattern.compile("[a-z0-9:-]{1,60}");

    private final LiveStore store;
    private final Set<LiveListener> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    Live(LiveStore store) {
        this.store = store;
    }

    /** Says, when the present transaction commits, that the topic changed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void changed(String topic) {
        if (!isTopic(topic))
            throw new IllegalArgumentException("a topic is a short word, not " + topic.length() + " letters");
        store.notify(topic);
    }

    static boolean isTopic(String text) {
        return TOPIC.matcher(text).matches();
    }

    /** Close it when the page is gone. */
    LiveListener listen(Set<String> topics) {
        var listener = new LiveListener(topics, listeners::remove);
        listeners.add(listener);
        if (!running) listener.end();
        return listener;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("live").start(() -> store.hear(this::heard, () -> running));
    }

    private void heard(String topic) {
        listeners.forEach(listener -> listener.heard(topic));
    }

    /** Ends the open streams, before the web server waits for its requests to finish. */
    @Override
    public void stop() {
        running = false;
        listeners.forEach(LiveListener::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
