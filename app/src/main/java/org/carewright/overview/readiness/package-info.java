/**
 * Whether tomorrow's visits can take place as planned: each visit of a day, and what could spoil it.
 *
 * <p>{@link org.carewright.overview.readiness.Readiness} is the face. Nothing is ticked off here: every check is derived from
 * the record, and a click leads to where it is mended.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform.types",
            "platform.db",
            "platform.web",
            "platform.access",
            "platform.audit",
            "foundation.directory"
        })
@NullMarked
package org.carewright.overview.readiness;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
