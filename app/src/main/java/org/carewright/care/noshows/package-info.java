/**
 * How likely a visit is to be missed, learned from the clinic's own history.
 *
 * <p>{@link org.carewright.care.noshows.NoShowRisk} is the face. The risk orders outreach: who is called first. It is never a
 * reason to overbook or to refuse somebody. What is known when it is used is all it goes by: at booking, or the evening
 * before. How good it is stands on a page, for each group of patients, beside the plain base rate.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform.types",
            "platform.db",
            "platform.web",
            "platform.access",
            "platform.audit",
            "platform.jobs",
            "platform.cli",
            "care.scheduling"
        })
@NullMarked
package org.carewright.care.noshows;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
