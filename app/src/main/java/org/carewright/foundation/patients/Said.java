package org.carewright.foundation.patients;

import org.carewright.platform.types.PatientId;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a source said of a patient in FHIR: kept whole, since much of it has no place of its own here.
 *
 * @param version of the patient from which on it holds
 * @param source which source; another one does not speak over it
 */
record Said(PatientId patient, int version, String source, ObjectNode content) {}
