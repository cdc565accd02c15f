/**
 * The chart: a mirror of the clinical record as versioned FHIR R4 resources, and what people decide about its results.
 *
 * <p>Resources come in by {@code carewright import fhir}, whole and unaltered but for references, which are made to
 * point at what is here. One is known by its source, type and logical id (docs/decisions/0007).
 *
 * <p>Published views: {@code chart_condition_view}, {@code chart_care_plan_view},
 * {@code chart_encounter_view}, {@code records_loop}. Others add to the timeline through
 * {@link org.carewright.care.records.ThroughlineSource}.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform.types",
            "platform.db",
            "platform.web",
            "platform.fhir",
            "platform.cli",
            "platform.access",
            "platform.audit",
            "foundation.directory",
            "foundation.patients"
        })
@NullMarked
package org.carewright.care.records;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
