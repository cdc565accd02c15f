/**
 * The one secret of an installation, and the keys made from it: they sign the audit trail and hide second factors from
 * whoever has only the database.
 */
@ApplicationModule(allowedDependencies = {"platform.types", "platform.db"})
@NullMarked
package org.carewright.platform.secrets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
