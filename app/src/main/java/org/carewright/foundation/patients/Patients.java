package org.carewright.foundation.patients;

import java.time.Clock;
import java.util.List;
import org.carewright.foundation.patients.RegistrationOutcome.Registered;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.Stale;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The patients of the organization: register, find, change, import. */
@Service
public class Patients {

    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final PatientStore store;

    Patients(Access access, Audit audit, Clock clock, PatientStore store) {
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.store = store;
    }

    /** Makes a record, unless it looks like one that is there and was not said to be another person. */
    @Transactional
    public RegistrationOutcome register(Registration registration, Actor actor) {
        access.require(actor, Permission.REGISTER_PATIENT);
        var patient = Registering.patient(
                registration, store.mrnSystem(), store.nextMrnNumbers(1).getFirst());
        if (!store.insert(List.of(patient), "register", clock.instant(), actor).isEmpty()) {
            audit.created(actor, "Patient", patient.id().value(), patient.id());
        }
        return new Registered(patient.id());
    }

    /** @throws NotFound if there is no such patient */
    @Transactional
    public Patient get(PatientId id, Actor actor) {
        access.require(actor, Permission.SEE_PATIENT, id);
        var patient = store.find(id).orElseThrow(() -> new NotFound("patient"));
        audit.read(actor, "Patient", id.value(), id);
        return patient;
    }

    /**
     * Changes a patient.
     *
     * @param version the one that was loaded
     * @throws Stale if somebody else changed the record since
     */
    @Transactional
    public void update(PatientId id, int version, Demographics demographics, Actor actor) {
        access.require(actor, Permission.EDIT_PATIENT, id);
        throw new UnsupportedOperationException("soon");
    }

    /** Patients of the actor's sites, best match first. */
    @Transactional
    public PatientPage search(PatientQuery query, Actor actor) {
        access.require(actor, Permission.SEARCH_PATIENTS);
        throw new UnsupportedOperationException("soon");
    }

    /** The site knows the patient from now on, and its staff may see her. */
    @Transactional
    public void addSite(PatientId id, SiteId site, Actor actor) {
        throw new UnsupportedOperationException("soon");
    }

    /**
     * Takes in what a source says about patients, once: the same again changes nothing.
     *
     * @return one outcome for each, in the same order
     */
    @Transactional
    public List<ImportOutcome> importFrom(List<ImportedPatient> patients, Actor actor) {
        access.require(actor, Permission.IMPORT_RECORDS);
        throw new UnsupportedOperationException("soon");
    }
}
