package org.carewright.platform.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.SearchTotalModeEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.care.scheduling.SchedulingFixtures;
import org.carewright.platform.tokens.TokenFixtures;
import org.carewright.platform.types.PatientId;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** HAPI's client, as its documentation uses it. It asks for the CapabilityStatement first and holds us to it. */
@CarewrightTest
class HapiClientTest {

    private static final FhirContext R4 = FhirContext.forR4();

    @LocalServerPort
    private int port;

    @Autowired
    private SchedulingFixtures clinics;

    @Autowired
    private TokenFixtures tokens;

    private PatientId ada;
    private IGenericClient client;

    @BeforeEach
    void open() {
        var site = clinics.clinic().site();
        ada = clinics.patient(site);
        client = R4.newRestfulGenericClient("http://localhost:" + port + "/fhir");
        client.registerInterceptor(new BearerTokenAuthInterceptor(tokens.token(site)));
    }

    @Test
    void it_creates_reads_updates_patches_and_sees_the_history() {
        var made = client.create().resource(asthma()).execute();
        assertThat(made.getCreated()).isTrue();
        var id = (IdType) made.getId().toUnqualifiedVersionless();
        var read = client.read().resource(Condition.class).withId(id).execute();

        read.getCode().setText("Mild asthma");
        var updated = client.update().resource(read).execute();
        client.patch()
                .withBody("[{\"op\":\"add\",\"path\":\"/recordedDate\",\"value\":\"2026-11-20\"}]")
                .withId(id)
                .execute();

        assertThat(updated.getId().getVersionIdPart()).isEqualTo("2");
        var history = client.history().onInstance(id).returnBundle(Bundle.class).execute();
        assertThat(history.getEntry())
                .extracting(entry -> entry.getResource().getMeta().getVersionId())
                .containsExactly("3", "2", "1");
        assertThat(client.read()
                        .resource(Condition.class)
                        .withIdAndVersion(id.getIdPart(), "1")
                        .execute()
                        .getCode()
                        .getText())
                .isEqualTo("Asthma");
    }

    @Test
    void it_searches_and_pages() {
        for (int i = 0; i < 5; i++) {
            client.create().resource(asthma()).execute();
        }

        var page = client.search()
                .forResource(Condition.class)
                .where(Condition.PATIENT.hasId("Patient/" + ada))
                .include(Condition.INCLUDE_PATIENT)
                .totalMode(SearchTotalModeEnum.ACCURATE)
                .count(3)
                .returnBundle(Bundle.class)
                .execute();
        var next = client.loadPage().next(page).execute();

        assertThat(page.getTotal()).isEqualTo(5);
        assertThat(page.getEntry()).hasSize(4);
        assertThat(next.getEntry()).hasSize(3);
        assertThat(next.getLink(Bundle.LINK_NEXT)).isNull();
    }

    @Test
    void it_makes_a_patient_once() {
        var number = UUID.randomUUID().toString();
        var patient = new Patient();
        patient.addIdentifier().setSystem("urn:test").setValue(number);
        patient.addName().setFamily("T" + number.replace("-", "")).addGiven("Nora");

        var first = client.create()
                .resource(patient)
                .conditionalByUrl("Patient?identifier=urn:test|" + number)
                .execute();
        var second = client.create()
                .resource(patient)
                .conditionalByUrl("Patient?identifier=urn:test|" + number)
                .execute();

        assertThat(second.getId().getIdPart()).isEqualTo(first.getId().getIdPart());
    }

    @Test
    void it_says_what_it_was_told() {
        assertThatThrownBy(() -> client.read()
                        .resource(Condition.class)
                        .withId(UUID.randomUUID().toString())
                        .execute())
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Nothing is here");
    }

    private Condition asthma() {
        var condition = new Condition();
        condition.setSubject(new Reference("Patient/" + ada));
        condition.setCode(new CodeableConcept().setText("Asthma"));
        return condition;
    }
}
