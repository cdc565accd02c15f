package org.carewright.foundation.terminology;

import java.util.UUID;
import org.carewright.platform.fhir.FhirOperation;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

/** The operations that {@link TerminologyFhir} adds to the FHIR API. */
@Configuration(proxyBeanMethods = false)
class TerminologyOperations {

    @Bean
    FhirOperation lookupCode(TerminologyFhir fhir) {
        return new OnType("CodeSystem", "lookup", fhir::lookup);
    }

    @Bean
    FhirOperation validateCode(TerminologyFhir fhir) {
        return new OnType("CodeSystem", "validate-code", fhir::validateCode);
    }

    @Bean
    FhirOperation expandValueSet(TerminologyFhir fhir) {
        return new OnType("ValueSet", "expand", fhir::expand);
    }

    @Bean
    FhirOperation validateCodeInValueSet(TerminologyFhir fhir) {
        return new OnType("ValueSet", "validate-code", fhir::validateInValueSet);
    }

    @FunctionalInterface
    private interface Answering {
        JsonNode answer(FhirOperation.Input input, Actor actor);
    }

    private record OnType(String type, String name, Answering answering) implements FhirOperation {

        @Override
        public String definition() {
            return "http://hl7.org/fhir/OperationDefinition/" + type + "-" + name;
        }

        /** Code systems and value sets are known by their url, not by an id. */
        @Override
        public JsonNode call(@Nullable UUID id, Input input, Actor actor) {
            if (id != null) throw new NotFound(type);
            return answering.answer(input, actor);
        }
    }
}
