package org.carewright.foundation.patients;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.foundation.patients.RegistrationOutcome.LikelyDuplicates;
import org.carewright.foundation.patients.RegistrationOutcome.Registered;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Patients for tests; each has a name nobody else has. */
public class PatientFixtures {

    private final Patients patients;
    private final Duplicates duplicates;
    private final JdbcClient jdbc;

    PatientFixtures(Patients patients, Duplicates duplicates, JdbcClient jdbc) {
        this.patients = patients;
        this.duplicates = duplicates;
        this.jdbc = jdbc;
    }

    /** A site nobody else works at. */
    SiteId site() {
        var id = SiteId.fresh();
        jdbc.sql("insert into site (id, name, time_zone) values (:id, :name, 'America/New_York')")
                .params(Map.of("id", id.value(), "name", "Site " + id))
                .update();
        return id;
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
        return register(PatientId.fresh(), demographics, site, Set.of(), registrar);
    }

    /** A patient whose chart is only for those who treat her. */
    PatientId confidentialPatient(SiteId site) {
        var id = patient(site);
        jdbc.sql("update patient set confidential_reason = 'Works here' where id = :id")
                .param("id", id.value())
                .update();
        return id;
    }

    /** Makes two records one, unless something stands in the way; answers the merge. */
    public Optional<UUID> merge(PatientId into, PatientId from, Actor actor) {
        var choices = new MergeChoices(Map.of());
        var outcome = duplicates.merge(
                into,
                patients.get(into, actor).version(),
                from,
                patients.get(from, actor).version(),
                choices,
                "Same person",
                actor);
        return outcome instanceof MergeOutcome.Merged(var merge) ? Optional.of(merge) : Optional.empty();
    }

    /** Takes a merge back; all must be as before. */
    public void undo(UUID merge, Actor actor) {
        var outcome = duplicates.undo(merge, actor);
        if (!outcome.equals(new UndoOutcome.Undone(List.of()))) {
            throw new AssertionError(outcome);
        }
    }

    /** Tells this patient's suspected duplicates apart. */
    public void tellApart(PatientId patient, Actor actor) {
        patients.suspects(patient, actor).forEach(suspect -> duplicates.dismiss(suspect.id(), "Two people", actor));
    }

    /** A fixture is meant: who looks like her is another. */
    private PatientId register(
            PatientId id, Demographics demographics, SiteId site, Set<PatientId> others, Actor registrar) {
        return switch (patients.register(new Registration(id, demographics, List.of(), site, others), registrar)) {
            case Registered(var registered) -> registered;
            case LikelyDuplicates(var candidates) ->
                register(
                        id,
                        demographics,
                        site,
                        candidates.stream().map(LikelyDuplicate::id).collect(Collectors.toSet()),
                        registrar);
        };
    }
}
