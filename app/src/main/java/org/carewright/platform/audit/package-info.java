/**
 * Who did what to which patient's record, when, why and from where.
 *
 * <p>Every face calls {@link org.carewright.platform.audit.Audit} inside its own transaction: if the row cannot be
 * written, the access fails with it.
 */
@ApplicationModule(allowedDependencies = {"platform.types", "platform.db", "platform.secrets", "platform.cli"})
@NullMarked
package org.carewright.platform.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
