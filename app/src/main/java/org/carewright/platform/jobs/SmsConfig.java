package org.carewright.platform.jobs;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way to the gateway for text messages, if one is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("carewright.sms-url")
class SmsConfig {

    @Bean
    SmsChannel sms(
            @Value("${carewright.sms-url}") URI gateway, @Value("${carewright.sms-token:#{null}}") String token) {
        return new SmsChannel(gateway, token);
    }
}
