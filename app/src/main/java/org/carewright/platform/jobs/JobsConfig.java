package org.carewright.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Runs the jobs that modules contribute as {@link RecurringTask} beans. The schedule lives in the database, so of
 * several nodes one runs each occurrence. Commands run none, and tests call the face behind a job themselves.
 */
@Configuration(proxyBeanMethods = false)
class JobsConfig {

    @Bean
    RecurringTask<Void> relayOutbox(Outbox outbox) {
        return Tasks.recurring("relay-outbox", FixedDelay.of(Duration.ofSeconds(5)))
                .execute((instance, context) -> {
                    while (outbox.relay() > 0) {
                        // until nothing waits
                    }
                });
    }

    @Bean
    @ConditionalOnWebApplication
    @ConditionalOnBooleanProperty(name = "carewright.jobs", matchIfMissing = true)
    SmartLifecycle jobs(
            DataSource database,
            List<RecurringTask<?>> recurring,
            @Value("${carewright.stop-within}") Duration stopWithin) {
        var scheduler = Scheduler.create(database, List.<Task<?>>of())
                .startTasks(recurring)
                .threads(4)
                .pollingInterval(Duration.ofSeconds(2))
                .shutdownMaxWait(stopWithin)
                .build();
        return new Running(scheduler);
    }

    @Bean
    MeterBinder jobMeters(OutboxStore outbox, JobStore jobs, Clock clock) {
        return meters -> {
            Gauge.builder("carewright.outbox.waiting", outbox::waiting)
                    .description("Messages out that have not left")
                    .register(meters);
            Gauge.builder("carewright.outbox.failing", outbox::failing)
                    .description("Messages out that were tried in vain")
                    .register(meters);
            Gauge.builder("carewright.outbox.oldest", () -> age(outbox.oldest(), clock))
                    .description("How long the oldest message out has waited")
                    .baseUnit("seconds")
                    .register(meters);
            Gauge.builder("carewright.events.outstanding", jobs::outstandingEvents)
                    .description("Events that a listener has not finished with")
                    .register(meters);
            Gauge.builder("carewright.jobs.failing", jobs::failing)
                    .description("Recurring jobs whose last run failed")
                    .register(meters);
            Gauge.builder("carewright.jobs.late", () -> age(jobs.mostOverdue(), clock))
                    .description("How long the job that is most overdue should have begun ago")
                    .baseUnit("seconds")
                    .register(meters);
        };
    }

    private static double age(Optional<Instant> since, Clock clock) {
        return since.map(moment ->
                        Math.max(0, Duration.between(moment, clock.instant()).toMillis() / 1e3))
                .orElse(0.0);
    }

    /** Starts after the web server; at the end, jobs finish what they began while requests do the same. */
    private static final class Running implements SmartLifecycle {

        private final Scheduler scheduler;
        private volatile boolean running;

        Running(Scheduler scheduler) {
            this.scheduler = scheduler;
        }

        @Override
        public void start() {
            scheduler.start();
            running = true;
        }

        @Override
        public void stop() {
            scheduler.stop();
            running = false;
        }

        @Override
        public void stop(Runnable whenDone) {
            Thread.ofVirtual().name("jobs-stop").start(() -> {
                stop();
                whenDone.run();
            });
        }

        @Override
        public int getPhase() {
            return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
