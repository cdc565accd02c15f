package org.carewright.overview.demo;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Only with {@code serve --demo}: makes the clinic before the first browser is let in. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("carewright.demo")
class DemoConfig {

    @Bean
    @Primary
    DemoClock demoClock(Clock clock) {
        return new DemoClock(clock);
    }

    @Bean
    SmartLifecycle demo(DemoClinic clinic) {
        return new SmartLifecycle() {

            private boolean running;

            @Override
            public void start() {
                clinic.open();
                running = true;
            }

            @Override
            public void stop() {
                running = false;
            }

            @Override
            public boolean isRunning() {
                return running;
            }

            /** Long before the web server, which comes near the end. */
            @Override
            public int getPhase() {
                return 0;
            }
        };
    }
}
