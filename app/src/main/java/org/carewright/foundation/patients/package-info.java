/** Patients: who they are, how to reach them, who may speak for them; one person, one record. */
@ApplicationModule(
        allowedDependencies = {
            "platform.types",
            "platform.db",
            "platform.web",
            "platform.access",
            "platform.audit",
            "platform.fhir",
            "foundation.directory"
        })
@NullMarked
package org.carewright.foundation.patients;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
