/**
 * Care plans and chronic conditions: who should be seen again, and is not booked.
 *
 * <p>Owns no table yet. It reads what the chart and the schedule publish and says in {@code careplans_loop} whose plan
 * has no next visit ({@code care-plan-next-visit}) and who with a chronic condition has not been seen for the interval
 * ({@code chronic-condition-interval}). Both close when a visit is booked, and open again when it falls through.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.carewright.care.careplans;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
