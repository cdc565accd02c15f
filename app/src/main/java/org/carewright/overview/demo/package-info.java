/**
 * The demo: a believable clinic group of three sites on synthetic patients, with every kind of loop in play.
 *
 * <p>Everything is made through the modules' faces, as staff would have made it, while {@link
 * org.carewright.overview.demo.DemoClock} plays the weeks before today. A fixed seed makes every first start alike.
 */
@ApplicationModule
@NullMarked
package org.carewright.overview.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
