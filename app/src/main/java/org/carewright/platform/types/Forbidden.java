package org.carewright.platform.types;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The actor's roles or sites do not allow this act. */
public final class Forbidden extends RuntimeException {

    private final Permission permission;
    private final @Nullable PatientId outOfScope;

    private Forbidden(Permission permission, @Nullable PatientId outOfScope) {
        super((outOfScope == null ? "missing permission " : "patient outside the actor's scope for ") + permission);
        this.permission = permission;
        this.outOfScope = outOfScope;
    }

    public static Forbidden missing(Permission permission) {
        return new Forbidden(permission, null);
    }

    /** The permission is there, but this patient is none of the actor's: break-glass may open the record. */
    public static Forbidden outsideScope(Permission permission, PatientId patient) {
        return new Forbidden(permission, patient);
    }

    public Permission permission() {
        return permission;
    }

    /** The patient whose record break-glass would open, if that is what is in the way. */
    public Optional<PatientId> outOfScope() {
        return Optional.ofNullable(outOfScope);
    }
}
