package org.carewright.platform.health;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Plain routes: what is asked every few seconds is given no shell, and so no session. */
@Configuration(proxyBeanMethods = false)
class HealthRoutes {

    @Bean
    RouterFunction<ServerResponse> health(HealthPages pages, MetricsPages metrics) {
        return RouterFunctions.route()
                .GET("/health/live", request -> pages.live())
                .GET("/health/ready", request -> pages.ready())
                .GET("/metrics", metrics::metrics)
                .build();
    }
}
