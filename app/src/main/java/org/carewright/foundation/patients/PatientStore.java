package org.carewright.foundation.patients;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.platform.access.PatientScope;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PatientStore implements PatientScope {

    private final JdbcClient jdbc;

    PatientStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<SiteId> sitesOf(PatientId patient) {
        return jdbc
                .sql("select site_id from patient_site where patient_id = :patient")
                .param("patient", patient.value())
                .query(UUID.class)
                .stream()
                .map(SiteId::new)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean isConfidential(PatientId patient) {
        return jdbc.sql("select confidential from patient where id = :patient")
                .param("patient", patient.value())
                .query(Boolean.class)
                .single();
    }
}
