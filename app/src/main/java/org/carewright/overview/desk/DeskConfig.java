package org.carewright.overview.desk;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeskConfig {

    private static final LocalTime AT_NIGHT = LocalTime.of(3, 15);

    /** By the clock of the machine: who writes while all loops are renewed must wait. */
    @Bean
    RecurringTask<Void> checkOpenLoops(OpenLoopCheck check) {
        return Tasks.recurring("check-open-loops", Schedules.daily(ZoneId.systemDefault(), AT_NIGHT))
                .execute((instance, context) -> check.mend());
    }
}
