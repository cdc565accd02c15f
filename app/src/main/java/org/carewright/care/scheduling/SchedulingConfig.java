package org.carewright.care.scheduling;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SchedulingConfig {

    @Bean
    RecurringTask<Void> expireHolds(Scheduling scheduling) {
        return Tasks.recurring("expire-holds", FixedDelay.of(Duration.ofSeconds(5)))
                .execute((instance, context) -> scheduling.expireHolds());
    }
}
