package org.carewright.care.waitlist;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WaitlistConfig {

    /** What others gave back goes to the next within seconds. */
    @Bean
    RecurringTask<Void> offerFreedTimes(Waitlist waitlist) {
        return Tasks.recurring("waitlist-offer-freed", FixedDelay.of(Duration.ofSeconds(5)))
                .execute((instance, context) -> waitlist.offerFreed());
    }

    /** Night is over for somebody, hours were opened, a request was changed: what nobody gave back may suit too. */
    @Bean
    RecurringTask<Void> offerAnyTimes(Waitlist waitlist) {
        return Tasks.recurring("waitlist-offer-any", FixedDelay.ofMinutes(10))
                .execute((instance, context) -> waitlist.offerAny());
    }
}
