/**
 * The codes of medicine and of claims, and what they mean (FHIR R4 CodeSystem, ValueSet).
 *
 * <p>ICD-10-CM, HCPCS Level II and CMS place of service come with the program; sites bring others, and newer years, by
 * {@code carewright import codes}. An edition, a code system in one version, never changes; of the editions of a code
 * system the newest is current, the older ones can still be looked up.
 *
 * <p>Searches are answered from an index in memory that holds no words to show, only which concept comes when
 * (docs/decisions/0011); what they say is then read from the database. Codes are not patient data: looking at them
 * leaves no audit row, bringing them in does.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform.types",
            "platform.db",
            "platform.web",
            "platform.cli",
            "platform.fhir",
            "platform.access",
            "platform.audit"
        })
@NullMarked
package org.carewright.foundation.terminology;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
