package org.carewright.platform.access;

import java.util.Set;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;

/** Plug-in: tells which sites care for a patient. The patients module implements it. */
public interface PatientScope {

    /** The sites that know the patient. */
    Set<SiteId> sitesOf(PatientId patient);

    /** Whether the record is marked confidential: then only break-glass opens it to staff without a treatment role. */
    boolean isConfidential(PatientId patient);
}
