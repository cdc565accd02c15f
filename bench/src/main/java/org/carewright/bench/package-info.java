/**
 * Measures the packaged application as it is run, from outside: one command per figure, each of which starts what it
 * needs on a scratch folder, stops it again, and keeps a table in docs/figures.
 */
@NullMarked
package org.carewright.bench;

import org.jspecify.annotations.NullMarked;
