package org.carewright.platform.types;

/** The permission is there, but this patient is none of the actor's: break-glass may open the record. */
public final class OutOfScope extends Forbidden {

    private final PatientId patient;

    public OutOfScope(Permission permission, PatientId patient) {
        super(permission, "patient outside the actor's scope for " + permission);
        this.patient = patient;
    }

    public PatientId patient() {
        return patient;
    }
}
