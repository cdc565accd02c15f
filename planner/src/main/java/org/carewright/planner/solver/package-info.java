/**
 * The solver: simulated annealing over admissions, rooms, theatres and nurses, with exact costs of each small step. Its face is
 * {@link org.carewright.planner.solver.Solver}.
 */
@NullMarked
package org.carewright.planner.solver;

import org.jspecify.annotations.NullMarked;
