package org.carewright.platform.audit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditConfig {

    @Bean
    @ConditionalOnWebApplication
    @ConditionalOnBooleanProperty(name = "carewright.jobs", matchIfMissing = true)
    AuditSealer auditSealer(AuditSeals seals) {
        return new AuditSealer(seals);
    }

    @Bean
    ApplicationRunner auditMonthsAtStart(AuditMonths months) {
        return arguments -> months.ensureAhead();
    }

    @Bean
    RecurringTask<Void> auditMonthsDaily(AuditMonths months) {
        return Tasks.recurring("add-audit-months", FixedDelay.of(Duration.ofDays(1)))
                .execute((instance, context) -> months.ensureAhead());
    }

    @Bean
    MeterBinder auditMeters(AuditStore store) {
        return meters -> Gauge.builder("carewright.audit.unsealed", store::unsealed)
                .description("Rows of the audit trail that wait for their seal, for half a second as a rule")
                .register(meters);
    }
}
