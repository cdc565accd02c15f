/**
 * Visits that repeat: every week, every month, every second Tuesday.
 *
 * <p>{@link org.carewright.care.series.VisitSeries} is the face. Every visit is tried before the first is booked; then all are
 * booked together or none. Each is a visit like any other, and is moved or cancelled on its own, with those after it, or
 * with all.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform.types",
            "platform.db",
            "platform.web",
            "platform.access",
            "platform.audit",
            "foundation.directory",
            "foundation.patients",
            "care.scheduling"
        })
@NullMarked
package org.carewright.care.series;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
