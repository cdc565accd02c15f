package org.carewright.platform.access;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever starts an empty Carewright how to become its first administrator. The demo makes one itself. */
@Component
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty(name = "carewright.demo", havingValue = false, matchIfMissing = true)
class FirstAdministrator {

    private final Welcome welcome;
    private final OwnAddress address;

    FirstAdministrator(Welcome welcome, OwnAddress address) {
        this.welcome = welcome;
        this.address = address;
    }

    @EventListener(ApplicationReadyEvent.class)
    void invite() {
        welcome.linkForFirstAdministrator()
                .ifPresent(path -> System.out.println(
                        "Nobody administers this Carewright yet. This link, valid for 24 hours, makes you the first:\n  "
                                + address.url(path)));
    }
}
