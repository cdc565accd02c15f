/**
 * The desk: every open loop of the clinic in one queue, ordered by harm, deadline and age.
 *
 * <p>Nobody makes a loop. Each module publishes them as a view over its record; {@code open_loop_source} is the union, and
 * the table {@code open_loop} what it says, which every transaction brings up to date for the patients it touched. The desk
 * keeps what people add: the owner, a snooze, notes, contact attempts, hand-offs, and tasks written by hand.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform.types",
            "platform.db",
            "platform.web",
            "platform.access",
            "platform.audit",
            "foundation.clocks",
            "foundation.patients",
            "care.records"
        })
@NullMarked
package org.carewright.overview.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
