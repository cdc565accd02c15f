/**
 * Where access to patients' records is overseen: the audit trail, who has looked at a record, and the review of
 * break-glass.
 */
@ApplicationModule(
        allowedDependencies = {"platform.types", "platform.db", "platform.web", "platform.access", "platform.audit"})
@NullMarked
package org.carewright.platform.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
