/**
 * Every deadline as a row of data, and the only arithmetic that turns one into a due time.
 *
 * <p>Rules ship with their source and effective dates; a site may tighten them or add its own, never loosen them. The
 * arithmetic is SQL, because the views of open loops need it: {@code clock_due(rule, started_at, site)} for one moment,
 * the view {@code clock_term} with {@code clock_add} for many. Limits are half-open: at its due instant a thing is late.
 * docs/clocks.md tells what each unit means.
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
package org.carewright.foundation.clocks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
