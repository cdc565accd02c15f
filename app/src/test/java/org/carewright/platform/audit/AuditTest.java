package org.carewright.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.foundation.directory.DirectoryFixtures;
import org.carewright.foundation.patients.PatientFixtures;
import org.carewright.platform.access.BreakGlass;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;

@CarewrightTest
class AuditTest {

    @Autowired
    Audit audit;

    @Autowired
    BreakGlass breakGlass;

    @Autowired
    StaffFixtures staff;

    @Autowired
    PatientFixtures patients;

    @Autowired
    DirectoryFixtures directory;

    @Autowired
    JdbcClient jdbc;

    @Test
    void no_audit_row_no_access_and_nothing_is_written() {
        var nurse = staff.actor(Role.NURSE);
        var patient = patients.patient(directory.site());
        var unwritable = nurse.from(new Origin("a route PostgreSQL refuses: \0", Origin.TREATMENT, "local"));

        assertThatThrownBy(() -> breakGlass.open(patient, "covering for the night", unwritable))
                .isInstanceOf(DataAccessException.class);

        assertThat(jdbc.sql("select count(*) from break_glass where user_id = :user")
                        .param("user", nurse.user().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_row_outside_a_transaction_is_refused() {
        var nurse = staff.actor(Role.NURSE);

        assertThatThrownBy(() -> audit.read(nurse, "Patient", UUID.randomUUID(), null))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void what_is_done_with_a_record_behind_the_glass_has_the_purpose_of_an_emergency() {
        var patient = patients.patient(directory.site());
        var nurse = staff.actor(Role.NURSE);
        var emergency = new Actor(nurse.user(), nurse.name(), nurse.roles(), Set.of(), Set.of(patient), nurse.origin());

        assertThat(emergency.purposeFor(Set.of(patient))).isEqualTo(Origin.EMERGENCY);
        assertThat(emergency.purposeFor(Set.of())).isEqualTo(Origin.TREATMENT);
    }
}
