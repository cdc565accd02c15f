package org.carewright.care.noshows;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import java.time.ZoneId;
import org.carewright.platform.types.Actor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RiskConfig {

    private static final LocalTime AT_NIGHT = LocalTime.of(2, 30);

    /** By the clock of the machine. */
    @Bean
    RecurringTask<Void> learnNoShows(NoShowRisk risk) {
        return Tasks.recurring("learn-no-shows", Schedules.daily(ZoneId.systemDefault(), AT_NIGHT))
                .execute((instance, context) -> risk.train(Actor.operator("carewright serve")));
    }
}
