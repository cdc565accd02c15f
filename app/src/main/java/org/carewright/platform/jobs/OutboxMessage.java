package org.carewright.platform.jobs;

import java.util.UUID;

/**
 * A message on its way out.
 *
 * @param id stays the same over every attempt, so that the receiver can drop a repetition
 * @param destination an address in the channel's own form
 * @param subject a line without health information
 * @param body the text or document, in the channel's own form
 */
public record OutboxMessage(UUID id, String destination, String subject, String body) {}
