package org.carewright.foundation.terminology;

import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Permission;
import org.carewright.platform.web.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TerminologyConfig {

    @Bean
    static Place codesPlace() {
        return new Place(385, "Codes", "/codes", "list", Permission.SEE_DIRECTORY);
    }

    @Bean
    @ConditionalOnWebApplication
    CodesAtStart codesAtStart(ShippedCodes shipped, Terminology terminology) {
        return new CodesAtStart(shipped, terminology);
    }

    /** Where pages are served: the codes are here before the first browser is let in, their indexes soon after. */
    private static final class CodesAtStart implements SmartLifecycle {

        private final ShippedCodes shipped;
        private final Terminology terminology;
        private @Nullable Thread warming;

        CodesAtStart(ShippedCodes shipped, Terminology terminology) {
            this.shipped = shipped;
            this.terminology = terminology;
        }

        @Override
        public void start() {
            shipped.load(Actor.operator("carewright serve"));
            warming = Thread.ofVirtual().name("code-indexes").start(terminology::warm);
        }

        /** The database must not go away under it. */
        @Override
        public void stop() {
            try {
                if (warming != null) warming.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            warming = null;
        }

        @Override
        public boolean isRunning() {
            return warming != null;
        }

        /** Long before the web server, which comes near the end. */
        @Override
        public int getPhase() {
            return 0;
        }
    }
}
