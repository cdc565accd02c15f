package org.carewright.platform.access;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.carewright.platform.types.Permission;
import org.carewright.platform.web.Place;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccessConfig {

    @Bean
    Place usersPlace() {
        return new Place(390, "Users", "/admin/users", "key", Permission.MANAGE_USERS);
    }

    @Bean
    RecurringTask<Void> forgetOldSignIns(Throttle throttle, StaffSessions sessions) {
        return Tasks.recurring("forget-old-sign-ins", FixedDelay.of(Duration.ofHours(6)))
                .execute((instance, context) -> {
                    throttle.forgetOld();
                    sessions.forgetOld();
                });
    }
}
