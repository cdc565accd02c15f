/** Work that is not done on the spot: scheduled jobs, events after commit, messages out through the outbox. */
@ApplicationModule(allowedDependencies = {"platform.types", "platform.db", "platform.cli"})
@NullMarked
package org.carewright.platform.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
