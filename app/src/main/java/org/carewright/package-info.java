/** Carewright, the coordination desk of a clinic or hospital; see ARCHITECTURE.md for the map of the modules below. */
@NullMarked
package org.carewright;

import org.jspecify.annotations.NullMarked;
