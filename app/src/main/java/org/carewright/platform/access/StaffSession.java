package org.carewright.platform.access;

import java.time.Instant;
import java.util.UUID;

/**
 * A sign-in that is on.
 *
 * @param device browser and system, in words
 * @param address network address it was begun from
 */
record StaffSession(UUID id, String device, String address, Instant signedInAt, Instant lastSeenAt) {}
