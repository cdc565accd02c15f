package org.carewright.platform.audit;

/** A row and the signature it was written with. */
record SignedEvent(AuditEvent event, Signature signature) {}
