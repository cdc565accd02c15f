package org.carewright;

import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.Modulithic;

/** The application: every module below this package, wired by Spring. */
@Modulithic(systemName = "Carewright")
@SpringBootApplication(proxyBeanMethods = false)
class CarewrightApplication {

    /** The only source of time. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
