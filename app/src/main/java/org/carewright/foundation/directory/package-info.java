/** The clinic itself: organization, sites, practitioners, rooms, devices, and the visit types they offer. */
@ApplicationModule(
        allowedDependencies = {
            "platform.types",
            "platform.db",
            "platform.web",
            "platform.access",
            "platform.audit",
            "platform.fhir"
        })
@NullMarked
package org.carewright.foundation.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
