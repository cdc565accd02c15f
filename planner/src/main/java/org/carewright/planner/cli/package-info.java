/** The command {@code carewright plan}, which also runs on its own. */
@NullMarked
package org.carewright.planner.cli;

import org.jspecify.annotations.NullMarked;
