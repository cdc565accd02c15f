package org.carewright.foundation.patients;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.carewright.foundation.patients.RegistrationOutcome.Registered;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;

/** Patients for tests; each has a name nobody else has. */
public class PatientFixtures {

    private final Patients patients;

    PatientFixtures(Patients patients) {
        this.patients = patients;
    }

    /** A patient of a site, with a name of her own. */
    public PatientId patient(SiteId site) {
        var name = "T" + UUID.randomUUID().toString().replace("-", "");
        return patient(site, HumanName.of(name, "Ada"), LocalDate.of(1957, 3, 4));
    }

    public PatientId patient(SiteId site, HumanName name, LocalDate born) {
        return patient(site, Demographics.of(name, BirthDate.of(born), AdministrativeGender.FEMALE));
    }

    public PatientId patient(SiteId site, Demographics demographics) {
        var registrar = new Actor(
                UserId.fresh(),
                "Registrar",
                Set.of(Role.FRONT_DESK),
                Set.of(site),
                new Origin("test", "TREAT", "local"));
        var registration = new Registration(PatientId.fresh(), demographics, List.of(), site, Set.of());
        return switch (patients.register(registration, registrar)) {
            case Registered(var id) -> id;
            case RegistrationOutcome.LikelyDuplicates duplicates ->
                throw new AssertionError("looks like another: " + duplicates.candidates());
        };
    }
}
