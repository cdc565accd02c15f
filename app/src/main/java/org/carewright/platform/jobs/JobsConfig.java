package org.carewright.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
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
    SmartLifecycle jobs(DataSource database, List<RecurringTask<?>> recurring) {
        var scheduler = Scheduler.create(database, List.<Task<?>>of())
                .startTasks(recurring)
                .threads(4)
                .pollingInterval(Duration.ofSeconds(2))
                .build();
        return new Running(scheduler);
    }

    /** Starts after everything else and stops before it. */
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
        public boolean isRunning() {
            return running;
        }
    }
}
