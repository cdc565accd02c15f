package org.carewright.care.records;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RecordsConfig {

    @Bean
    MeterBinder importMeters(ImportStore store, Clock clock) {
        return meters -> {
            Gauge.builder("carewright.imports.running", () -> store.running(clock.instant()))
                    .description("Imports that have not ended")
                    .register(meters);
            Gauge.builder("carewright.imports.resources", () -> store.takenByRunning(clock.instant()))
                    .description("Resources that these have taken in so far")
                    .register(meters);
        };
    }
}
