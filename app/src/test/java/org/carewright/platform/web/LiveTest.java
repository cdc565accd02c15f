package org.carewright.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.carewright.CarewrightTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@CarewrightTest
class LiveTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(1500);

    @Autowired
    Live live;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void a_committed_change_is_heard_once_by_those_who_listen_to_its_topic() throws InterruptedException {
        try (var listener = listening("live-test:kept");
                var other = listening("live-test:other")) {

            transactions.executeWithoutResult(status -> {
                live.changed("live-test:kept");
                live.changed("live-test:kept");
            });

            assertThat(listener.next(LONG)).isEqualTo("live-test:kept");
            assertThat(listener.next(SHORT)).isNull();
            assertThat(other.next(Duration.ZERO)).isNull();
        }
    }

    @Test
    void a_change_that_was_rolled_back_is_never_heard() throws InterruptedException {
        try (var listener = listening("live-test:undone")) {

            transactions.executeWithoutResult(status -> {
                live.changed("live-test:undone");
                status.setRollbackOnly();
            });

            assertThat(listener.next(SHORT)).isNull();
        }
    }

    @Test
    void a_change_belongs_to_a_transaction() {
        assertThatThrownBy(() -> live.changed("live-test:alone")).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void a_topic_is_a_word_and_never_data() {
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> live.changed("Wilhelmina Okafor")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Listening from the moment on when the connection to the database surely does. */
    private LiveListener listening(String topic) throws InterruptedException {
        var listener = live.listen(Set.of(topic));
        @Nullable String heard = null;
        while (heard == null) {
            transactions.executeWithoutResult(status -> live.changed(topic));
            heard = listener.next(Duration.ofMillis(200));
        }
        while (listener.next(Duration.ofMillis(700)) != null) {}
        return listener;
    }
}
