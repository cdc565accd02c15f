package org.carewright.platform.audit;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Seals twice a second, on every node; the lock lets one of them work. */
class AuditSealer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AuditSealer.class);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final AuditSeals seals;
    private @Nullable Thread thread;
    private CountDownLatch stopping = new CountDownLatch(1);

    AuditSealer(AuditSeals seals) {
        this.seals = seals;
    }

    private void run() {
        try {
            while (!stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                sealAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sealAll() {
        try {
            // What comes in meanwhile waits for the next round: under load, one seal holds many rows.
            Optional<AuditSeals.Sealed> sealed;
            do {
                sealed = seals.seal();
                sealed.ifPresent(batch -> seals.anchor(batch.anchor()));
            } while (sealed.filter(AuditSeals.Sealed::hasMore).isPresent());
        } catch (DataAccessException | TransactionException | UncheckedIOException e) {
            LOG.warn(
                    "The audit trail could not be sealed just now, trying again: {}",
                    e.getClass().getSimpleName());
        }
    }

    @Override
    public synchronized void start() {
        stopping = new CountDownLatch(1);
        thread = Thread.ofVirtual().name("audit-sealer").start(this::run);
    }

    /** Lets the round in progress end, then seals what the last requests wrote. */
    @Override
    public synchronized void stop() {
        stopping.countDown();
        if (thread != null) {
            try {
                thread.join();
                sealAll();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    /** Outlasts the web server and the jobs. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
