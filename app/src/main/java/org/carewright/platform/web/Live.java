package org.carewright.platform.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells open pages that something changed. A change is named by a topic, "desk" or "schedule", never by data: pages
 * that show the topic fetch themselves again, with the rights of whoever looks.
 *
 * <p>The topic travels by NOTIFY after the transaction that made the change has committed: it is heard on every node within
 * a moment, and not at all if the change is rolled back. It does not travel in the transaction itself, because PostgreSQL
 * lets transactions that notify commit only one after another; a busy desk is told once for all that changed since.
 */
@Service
public class Live implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Live.class);

    private static final Pattern TOPIC = Pattern.compile("[a-z0-9:-]{1,60}");

    /** So long nothing is said again, however much changes. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final LiveStore store;
    private final BlockingQueue<Set<String>> untold = new LinkedBlockingQueue<>();
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
        TransactionSynchronizationManager.getSynchronizations().stream()
                .flatMap(each -> each instanceof Changes changes ? Stream.of(changes) : Stream.empty())
                .findFirst()
                .orElseGet(this::changes)
                .topics
                .add(topic);
    }

    private Changes changes() {
        var changes = new Changes();
        TransactionSynchronizationManager.registerSynchronization(changes);
        return changes;
    }

    /** What changes in a transaction. */
    private final class Changes implements TransactionSynchronization {

        private final Set<String> topics = new HashSet<>();

        @Override
        public void afterCommit() {
            untold.add(topics);
        }
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
        Thread.ofVirtual().name("live-teller").start(this::tell);
    }

    /** Tells all nodes what changed here, until this one stops. */
    private void tell() {
        try {
            while (running) {
                var topics = untold.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                if (topics != null) {
                    tell(withOthers(topics));
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of all that waits to be told each topic once. */
    private Set<String> withOthers(Set<String> topics) {
        var all = new HashSet<>(topics);
        var others = new ArrayList<Set<String>>();
        untold.drainTo(others);
        others.forEach(all::addAll);
        return all;
    }

    private void tell(Set<String> topics) {
        try {
            store.notify(topics);
        } catch (DataAccessException broken) {
            log.warn("what changed could not be told: {}", broken.getClass().getSimpleName());
            if (running) untold.add(topics);
        }
    }

    private void heard(String topic) {
        listeners.forEach(listener -> listener.heard(topic));
    }

    /** Ends the open streams, before the web server waits for its requests to finish. */
    @Override
    public void stop() {
        running = false;
        var last = withOthers(Set.of());
        if (!last.isEmpty()) tell(last);
        listeners.forEach(LiveListener::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
