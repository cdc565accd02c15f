/**
 * The database: a PostgreSQL 18 of our own in the data folder, or any by URL; and how values become columns.
 *
 * <p>One organization is one schema, set as the connection's search path, so that no statement carries a tenant.
 */
@ApplicationModule(allowedDependencies = "platform.types")
@NullMarked
package org.carewright.platform.db;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
