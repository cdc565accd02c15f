package org.carewright.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@CarewrightTest
class OutboxTest {

    @Autowired
    OutboxStore store;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Outbox outbox;

    @Autowired
    TestClock clock;

    FakeChannel channel = new FakeChannel();

    @BeforeEach
    void only_this_tests_channel() {
        channel = new FakeChannel();
    }

    @Test
    void a_message_leaves_once_the_fact_is_committed() {
        var id = put("results are back");

        relay();
        relay();

        assertThat(channel.taken).containsExactly(new OutboxMessage(id, "front@desk.example", "results are back", ""));
    }

    @Test
    void a_message_of_a_rolled_back_fact_never_leaves() {
        transaction.executeWithoutResult(status -> {
            outbox.put(channel.name, "front@desk.example", "never", "");
            status.setRollbackOnly();
        });

        relay();

        assertThat(channel.taken).isEmpty();
    }

    @Test
    void a_message_outside_a_transaction_is_refused() {
        assertThatThrownBy(() -> outbox.put(channel.name, "front@desk.example", "loose", ""))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void a_refused_message_is_tried_again_later_under_the_same_id() {
        channel.refusals = 1;
        var id = put("try me twice");

        relay();
        relay();
        assertThat(channel.taken).isEmpty();
        clock.tick(Outbox.backOff(0));
        relay();

        assertThat(channel.taken).extracting(OutboxMessage::id).containsExactly(id);
    }

    @Test
    void retries_wait_longer_each_time_but_never_more_than_an_hour() {
        assertThat(Outbox.backOff(0)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Outbox.backOff(3)).isEqualTo(Duration.ofSeconds(80));
        assertThat(Outbox.backOff(1000)).isEqualTo(Duration.ofHours(1));
    }

    private UUID put(String subject) {
        return transaction.execute(status -> outbox.put(channel.name, "front@desk.example", subject, ""));
    }

    private void relay() {
        var relaying = new Outbox(store, List.of(channel), (Clock) clock);
        transaction.executeWithoutResult(status -> relaying.relay());
    }

    private static final class FakeChannel implements OutboxChannel {

        private final String name = "fake-" + UUID.randomUUID();
        private final List<OutboxMessage> taken = new ArrayList<>();
        private int refusals;

        @Override
        public String name() {
            return name;
        }

        @Override
        public void send(OutboxMessage message) {
            if (refusals-- > 0) {
                throw new IllegalStateException("the receiver is out");
            }
            taken.add(message);
        }
    }
}
