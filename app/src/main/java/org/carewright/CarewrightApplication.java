package org.carewright;

import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.modulith.Modulithic;

/** The application: every module below this package, wired by Spring. Two modules may each have a class of one name. */
@Modulithic(systemName = "Carewright")
@SpringBootApplication(proxyBeanMethods = false, nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
class CarewrightApplication {

    /** The only source of time. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
