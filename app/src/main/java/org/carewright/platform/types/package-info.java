/**
 * The words every module shares: identifiers, codes, money, intervals, who acts, and what can go wrong.
 *
 * <p>Values only: no Spring, no SQL, no clock.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.carewright.platform.types;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
