/** What every FHIR edge shares: the structure of R4 resources and the check of a resource against it. */
@ApplicationModule(allowedDependencies = "platform.types")
@NullMarked
package org.carewright.platform.fhir;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
