package org.carewright;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/**
 * A test on the running application: one context and one PostgreSQL for all tests of a process, served on a free port,
 * with a {@link TestClock} set by hand.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = CarewrightApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "carewright.jobs=false")
@Import({TestConfig.class})
public @interface CarewrightTest {}
