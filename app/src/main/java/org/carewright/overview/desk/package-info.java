/** The desk: every open loop of the clinic in one queue, ordered by harm, deadline and age. */
@ApplicationModule(
        allowedDependencies = {"platform.types", "platform.db", "platform.web", "platform.access", "platform.audit"})
@NullMarked
package org.carewright.overview.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
