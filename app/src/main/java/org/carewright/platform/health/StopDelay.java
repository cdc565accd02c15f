package org.carewright.platform.health;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.stereotype.Component;

/** Readiness has just said no; a balancer gets the time to notice before connections are refused. */
@Component
class StopDelay implements ApplicationListener<ContextClosedEvent> {

    private final Duration delay;

    StopDelay(@Value("${carewright.stop-delay}") Duration delay) {
        this.delay = delay;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent closing) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
