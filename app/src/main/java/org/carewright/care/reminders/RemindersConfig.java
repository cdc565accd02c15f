package org.carewright.care.reminders;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RemindersConfig {

    @Bean
    RecurringTask<Void> sendReminders(Reminders reminders) {
        return Tasks.recurring("send-reminders", FixedDelay.ofMinutes(1)).execute((instance, context) -> {
            while (reminders.sendDue() > 0) {
                // until nobody waits
            }
        });
    }
}
