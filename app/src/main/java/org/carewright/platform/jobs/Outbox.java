package org.carewright.platform.jobs;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.carewright.platform.jobs.OutboxMessage.Attachment;
import org.carewright.platform.types.Id;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way out. A message is written in the transaction of the fact it tells of and leaves after commit, at least once,
 * under an id that stays the same.
 */
@Service
public class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    /** Rows are locked while they are sent, so a batch is small. */
    private static final int BATCH = 20;

    private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
    private static final Duration LONGEST_RETRY = Duration.ofHours(1);

    private final OutboxStore store;
    private final List<OutboxChannel> channels;
    private final Clock clock;

    Outbox(OutboxStore store, List<OutboxChannel> channels, Clock clock) {
        this.store = store;
        this.channels = List.copyOf(channels);
        this.clock = clock;
    }

    /** Adds a message to the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID put(String channel, String destination, String subject, String body) {
        return put(channel, destination, subject, body, null);
    }

    /** The same with a file, for channels that take files. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID put(String channel, String destination, String subject, String body, @Nullable Attachment attachment) {
        var message = new OutboxMessage(Id.fresh(), destination, subject, body, attachment);
        store.insert(channel, message, clock.instant());
        return message.id();
    }

    /** Takes messages back that have not left yet; those that have, nobody can. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdraw(Collection<UUID> messages) {
        store.withdraw(messages);
    }

    /**
     * Sends one batch of what is due. Several nodes may run it at once: each row is locked by one.
     *
     * @return how many messages were tried; zero when nothing waits
     */
    @Transactional
    public int relay() {
        return channels.stream().mapToInt(this::relay).sum();
    }

    private int relay(OutboxChannel channel) {
        var due = store.lockDue(channel.name(), clock.instant(), BATCH);
        for (var entry : due) {
            try {
                channel.send(entry.message());
                store.sent(entry.message().id(), clock.instant());
            } catch (RuntimeException e) {
                log.warn(
                        "message {} was not taken by {} (attempt {}): {}",
                        entry.message().id(),
                        channel.name(),
                        entry.attempts() + 1,
                        e.getClass().getSimpleName());
                store.failed(
                        entry.message().id(),
                        e.getClass().getSimpleName(),
                        clock.instant().plus(backOff(entry.attempts())));
            }
        }
        return due.size();
    }

    /** Ten seconds, then twice as long each time, up to an hour. */
    static Duration backOff(int failedAttempts) {
        var doubled = FIRST_RETRY.multipliedBy(1L << Math.min(failedAttempts, 20));
        return doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
    }
}
