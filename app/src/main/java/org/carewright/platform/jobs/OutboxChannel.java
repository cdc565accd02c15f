package org.carewright.platform.jobs;

/** Plug-in: a way out, such as mail. A channel that is not configured is no bean; its messages wait. */
public interface OutboxChannel {

    /** The name that messages are addressed to. */
    String name();

    /**
     * Hands the message over. May be called again with the same id after a crash.
     *
     * @throws RuntimeException if the receiver did not take it; it is tried again later
     */
    void send(OutboxMessage message);
}
