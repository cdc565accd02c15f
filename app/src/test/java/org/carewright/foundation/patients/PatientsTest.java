package org.carewright.foundation.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.carewright.CarewrightTest;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CarewrightTest
class PatientsTest {

    @Autowired
    Patients patients;

    @Autowired
    PatientFixtures people;

    @Autowired
    StaffFixtures staff;

    @Autowired
    JdbcClient jdbc;

    private SiteId site() {
        var id = SiteId.fresh();
        jdbc.sql("insert into site (id, name, time_zone) values (:id, :name, 'America/New_York')")
                .params(Map.of("id", id.value(), "name", "Site " + id))
                .update();
        return id;
    }

    @Test
    void a_registered_patient_is_there_with_a_number_of_the_clinic() {
        var site = site();
        var coordinator = staff.actor(Role.COORDINATOR, site);

        var id = people.patient(site, HumanName.of("O’Brien", "Nora Máire"), LocalDate.of(1957, 3, 4));

        var patient = patients.get(id, coordinator);
        assertThat(patient.demographics().name().filed()).isEqualTo("O’Brien, Nora Máire");
        assertThat(patient.mrn()).hasSize(7);
        assertThat(patient.version()).isEqualTo(1);
    }
}
