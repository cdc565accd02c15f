/**
 * The search for openings: when does everything that a visit needs have time at once?
 *
 * <p>Time is a grid of five minutes from the start of a {@link org.carewright.openings.Horizon}. A
 * {@link org.carewright.openings.TimeSet} has one bit for each of its slots, and
 * {@link org.carewright.openings.OpeningSearch} unites and intersects such sets, a word of 64 slots at a time. A plain
 * library: it knows no database and no rule of the clinic beyond what stands here.
 */
@NullMarked
package org.carewright.openings;

import org.jspecify.annotations.NullMarked;
