/**
 * Whether it runs well: probes for what restarts it or sends it requests, figures for who watches it over time, and logs
 * without patient data.
 *
 * <p>Modules contribute figures as {@code MeterBinder} beans; their labels never hold an id or anything about a patient.
 */
@ApplicationModule(allowedDependencies = {"platform.db"})
@NullMarked
package org.carewright.platform.health;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
