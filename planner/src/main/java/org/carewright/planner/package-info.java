/**
 * The planner: admissions, theatres, rooms and nurses as one optimisation problem.
 *
 * <p>A plain library. It knows no framework, no database and nothing of the application, so that it can be measured,
 * embedded and read on its own.
 */
@NullMarked
package org.carewright.planner;

import org.jspecify.annotations.NullMarked;
