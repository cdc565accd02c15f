package org.carewright.platform.fhir;

import java.util.Collection;

/** Plug-in: many types that a module keeps alike. */
public interface FhirTypeSource {

    Collection<? extends FhirType> types();
}
