package org.carewright.platform.access;

import java.util.Collections;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Forbidden;
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
            throw Forbidden.missing(permission);
        }
    }

    /** @throws Forbidden unless the permission is there and the patient is known at one of the actor's sites */
    public void require(Actor actor, Permission permission, PatientId patient) {
        require(actor, permission);
        if (Collections.disjoint(scope.sitesOf(patient), actor.sites())) {
            throw Forbidden.outsideScope(permission);
        }
    }
}
