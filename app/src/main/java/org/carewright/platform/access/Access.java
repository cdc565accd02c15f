package org.carewright.platform.access;

import java.util.Collections;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.OutOfScope;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.springframework.stereotype.Service;

/** Decides whether an actor may do an act, and to whom. */
@Service
public class Access {

    private final PatientScope scope;

    Access(PatientScope scope) {
        this.scope = scope;
    }

    /** @throws Forbidden unless one of the actor's roles has the permission */
    public void require(Actor actor, Permission permission) {
        if (!actor.may(permission)) {
            throw new Forbidden(permission);
        }
    }

    /**
     * Asks for the permission first, so that whoever lacks it does not learn whether the patient exists.
     *
     * @throws Forbidden unless one of the actor's roles has the permission, for this patient
     * @throws OutOfScope if break-glass would open the record
     * @throws NotFound if there is no such patient
     */
    public void require(Actor actor, Permission permission, PatientId patient) {
        require(actor, permission);
        var found = scope.findScope(patient).orElseThrow(() -> new NotFound("patient"));
        if (!reaches(actor, permission, found, patient)) {
            throw permission.isOpenInEmergency() ? new OutOfScope(permission, patient) : new Forbidden(permission);
        }
    }

    /** Whether {@link #require(Actor, Permission, PatientId)} would let this pass. */
    public boolean allows(Actor actor, Permission permission, PatientId patient) {
        return actor.may(permission)
                && scope.findScope(patient)
                        .filter(found -> reaches(actor, permission, found, patient))
                        .isPresent();
    }

    /** Whether this would be allowed had the actor not broken the glass: what that opens may be seen, not changed. */
    public boolean allowsWithoutEmergency(Actor actor, Permission permission, PatientId patient) {
        var unhurried = new Actor(actor.user(), actor.name(), actor.roles(), actor.sites(), actor.origin());
        return allows(unhurried, permission, patient);
    }

    private static boolean reaches(Actor actor, Permission permission, PatientScope.Scope scope, PatientId patient) {
        if (actor.self() != null && !actor.self().equals(patient)) {
            return false;
        }
        return (permission.isOpenInEmergency() && actor.emergencies().contains(patient))
                || (!Collections.disjoint(scope.sites(), actor.sites())
                        && (!scope.confidential() || !permission.isClinical() || actor.treats()));
    }
}
