package org.carewright;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;

/** The clock by hand, and the fixtures of every module ({@code …Fixtures} beside its tests). */
@TestConfiguration(proxyBeanMethods = false)
@ComponentScan(
        basePackages = "org.carewright",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Fixtures"))
class TestConfig {

    @Bean
    @Primary
    TestClock testClock() {
        return new TestClock();
    }
}
