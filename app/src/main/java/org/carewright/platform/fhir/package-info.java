/**
 * The FHIR R4 API at {@code /fhir}, and what every FHIR edge shares: the structure of R4 resources and the check of a
 * resource against it.
 *
 * <p>Modules contribute the types they keep ({@link org.carewright.platform.fhir.FhirType}) and operations
 * ({@link org.carewright.platform.fhir.FhirOperation}); routing, formats, search, paging, transactions and refusals are
 * the same for all (docs/decisions/0013). Resources are JSON from end to end, so that nothing a source said is lost.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform.types",
            "platform.db",
            "platform.web",
            "platform.access",
            "platform.audit",
            "platform.tokens"
        })
@NullMarked
package org.carewright.platform.fhir;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
