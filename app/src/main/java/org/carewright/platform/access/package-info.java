/**
 * Who may do what: staff accounts, sign-in, sessions, permissions, patient scope, break-glass.
 *
 * <p>Faces ask {@link org.carewright.platform.access.Access#require} first, so HTML, FHIR and CLI cannot differ.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform.types",
            "platform.db",
            "platform.secrets",
            "platform.cli",
            "platform.web",
            "platform.jobs",
            "platform.audit"
        })
@NullMarked
package org.carewright.platform.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
