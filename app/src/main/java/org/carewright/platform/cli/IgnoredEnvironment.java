package org.carewright.platform.cli;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.StandardEnvironment;

/**
 * What stands in the environment for Spring, such as a SERVER_ADDRESS or DEBUG of another program, is no setting of ours:
 * it goes before anything looks at it.
 */
final class IgnoredEnvironment implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        event.getEnvironment().getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
