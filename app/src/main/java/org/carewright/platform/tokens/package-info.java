/**
 * API tokens: how other systems sign in to the FHIR API. A token says which resource types and interactions it opens
 * (SMART scopes), at which sites, until when; whoever runs the program makes and revokes them.
 */
@ApplicationModule(
        allowedDependencies = {"platform.types", "platform.db", "platform.cli", "platform.access", "platform.audit"})
@NullMarked
package org.carewright.platform.tokens;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
